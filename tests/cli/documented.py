"""The commands that README and guides tell people to type."""

import re
from collections import defaultdict

from cadre_cli.paths import REPO

PAGES = ("README*.md", "CONTRIBUTING.md", "SECURITY.md", "docker/*.md", "docs/*.md", "docs/user-guide/*.md")
PROGRAMS = r"(?:\./cadre|odoo|odoo-bin|pip3?|python3?|docker|cp|pre-commit|pg_\w+|psql|createdb|tar|mkdir|sh)"
_SHELL = re.compile(r"^``` ?(?:sh|bash|shell|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_INDENTED = re.compile(r"(?<=\n\n)(?: {4}\S.*\n)+")
_INLINE = re.compile(rf"`({PROGRAMS} [^`\n]+)`")
_NAMED = re.compile(rf"\(({PROGRAMS} [^\s`()][^`()]*)\)")


def words(line):
    """A line without its remark, with single spaces.

    >>> words("    ./cadre demo      # Odoo 19")
    './cadre demo'
    """
    return " ".join(re.sub(r"(^|\s)#.*$", "", line).split())


def commands(text):
    """The commands of a page, in its order: those of its blocks, and those named in a sentence.

    >>> commands("Do\\n\\n    ./cadre demo   # all\\n\\n```sh\\ntar x\\n```\\nor `odoo -d x` (pip wheel .)\\n")
    ['tar x', './cadre demo', 'odoo -d x', 'pip wheel .']
    """
    rest = _FENCED.sub("", text)
    lines = "".join([*_SHELL.findall(text), *_INDENTED.findall(rest)]).splitlines()
    found = [*map(words, lines), *_INLINE.findall(rest)]
    # what a remark of a block names in brackets is a command, too
    found += [one.strip() for one in _NAMED.findall(rest)]
    found += [one.strip() for one in re.findall(rf"[用或] ({PROGRAMS} [\w./]+ [\w./]+) ", rest)]
    return list(dict.fromkeys(one for one in found if one))


def documented():
    """{command: pages that name it}."""
    found = defaultdict(list)
    for pattern in PAGES:
        for path in sorted(REPO.glob(pattern)):
            for command in commands(path.read_text(encoding="utf-8")):
                found[command].append(path.relative_to(REPO).as_posix())
    return dict(found)
