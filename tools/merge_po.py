"""Translations carried over into a fresh export. Prints how many terms are left without one.

    python tools/merge_po.py EXPORTED.po cadre_assessment/i18n/zh_CN.po

Kept: every translation whose English is still in the export. Gone: terms that no longer exist. New terms are left
empty, but a term that is Chinese already (texts of the regulations) is its own translation, unless English words
stand in it. Beside it the .pot is written anew: the same terms without a translation, to begin a third language with.
"""

import re
import sys
from pathlib import Path

import polib

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[a-z]{3,}")
HEADER = {
    "Project-Id-Version": "Odoo Server 19.0",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


def _is_chinese(entry):
    """A name of a printed file is an expression: what stands in it are fields, not words."""
    expression = any("print_report_name" in place for place, _line in entry.occurrences)
    return CHINESE.search(entry.msgid) and (expression or not ENGLISH.search(entry.msgid))


def merge(exported, target):
    """Write ``target`` anew from ``exported`` and the translations it had; returns the number of untranslated terms."""
    known = {}
    if Path(target).exists():
        known = {entry.msgid: entry.msgstr for entry in polib.pofile(target) if entry.msgstr and not entry.fuzzy}
    fresh = polib.pofile(exported, wrapwidth=120)
    for entry in fresh:
        entry.msgstr = known.get(entry.msgid) or (entry.msgid if _is_chinese(entry) else "")
        entry.flags = []
    fresh.sort(key=lambda entry: entry.msgid)
    fresh.metadata = HEADER | {"Language": "zh_CN", "Plural-Forms": "nplurals=1; plural=0;"}
    Path(target).parent.mkdir(exist_ok=True)
    fresh.save(target)
    missing = len([entry for entry in fresh if not entry.msgstr])
    template(fresh, Path(target).parent / f"{Path(target).resolve().parents[1].name}.pot")
    return missing


def template(terms, file):
    """Write ``terms`` (a polib.POFile, emptied by this) as the .pot ``file``."""
    for entry in terms:
        entry.msgstr = ""
    terms.metadata = HEADER
    terms.save(file)


if __name__ == "__main__":
    print(merge(sys.argv[1], sys.argv[2]))
