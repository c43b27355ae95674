"""How does a fresh export meet the translations that are there?  Prints how many terms are left without one.

    python tools/merge_po.py EXPORTED.po cadre_assessment/i18n/zh_CN.po

Kept: every translation whose English is still in the export. Gone: terms that no longer exist. New terms are left
empty, but a term that is Chinese already (texts of the regulations) is its own translation, unless English words
stand in it.
"""

import re
import sys
from pathlib import Path

import polib

CHINESE = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"[a-z]{3,}")


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
    fresh.metadata = {
        "Project-Id-Version": "Odoo Server 19.0",
        "Language": "zh_CN",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
    }
    Path(target).parent.mkdir(exist_ok=True)
    fresh.save(target)
    return len([entry for entry in fresh if not entry.msgstr])


if __name__ == "__main__":
    print(merge(sys.argv[1], sys.argv[2]))
