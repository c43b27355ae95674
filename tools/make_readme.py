"""Write each addon's README.rst and static/description/index.html from its readme/ fragments, with their pictures.

    python tools/make_readme.py [--check] ADDON …

With ``--check`` nothing is written: what differs is named and the exit code is 1. Pictures are copies of those in
docs/images, so that a wheel carries them. Called by ``./cadre readme`` and ``./cadre lint``.
"""

import ast
import pathlib
import re
import sys

from docutils.core import publish_parts

ROOT = pathlib.Path(__file__).resolve().parents[1]
SECTIONS = (
    ("DESCRIPTION", None),
    ("INSTALL", "Installation"),
    ("CONFIGURE", "Configuration"),
    ("USAGE", "Usage"),
    ("ROADMAP", "Known issues / Roadmap"),
    ("HISTORY", "Changelog"),
    ("CONTRIBUTORS", "Contributors"),
)
"""Fragment, and the heading it gets, in the order of the page."""
NEEDED = {"DESCRIPTION", "CONFIGURE", "USAGE", "CONTRIBUTORS"}
IMAGES = "../static/description/"
"""Where a fragment finds its pictures."""
PICTURE = re.compile(re.escape(IMAGES) + r"([\w-]+\.png)")
NOTE = ".. This file follows from readme/: change it there, then run ./cadre readme"
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>{title}</title>
</head>
<body>
{body}
</body>
</html>
"""


def fragments(addon):
    """{name: text} of the fragments of ``addon`` (a folder); those that every addon has must be there."""
    found = {}
    for name, _heading in SECTIONS:
        file = addon / "readme" / f"{name}.rst"
        if file.is_file():
            found[name] = file.read_text(encoding="utf-8").strip()
    if lacking := NEEDED - found.keys():
        raise SystemExit(f"{addon.name}/readme lacks {', '.join(sorted(lacking))}: write them as .rst")
    return found


def page(manifest, found):
    """README.rst as text: title, what it is, the sections there are, licence."""
    title = manifest["name"]
    parts = [NOTE, f"{'=' * len(title)}\n{title}\n{'=' * len(title)}", found["DESCRIPTION"]]
    parts.append("**Table of contents**\n\n.. contents::\n   :local:")
    for name, heading in SECTIONS[1:]:
        if name in found:
            parts.append(f"{heading}\n{'=' * len(heading)}\n\n{found[name]}")
    parts.append(f"Licence\n=======\n\n{manifest['license']}. Author: {manifest['author']}.")
    return "\n\n".join(parts) + "\n"


def html(text, title):
    """The page that Odoo shows under Apps: the same text, with pictures named as Odoo looks for them."""
    settings = {"doctitle_xform": True, "initial_header_level": 2, "report_level": 2, "halt_level": 2}
    body = publish_parts(text, writer="html5", settings_overrides=settings)["html_body"]
    return PAGE.format(title=title, body=body.strip())


def made(addon):
    """{file: bytes} of everything that follows from the fragments of ``addon``."""
    manifest = ast.literal_eval((addon / "__manifest__.py").read_text(encoding="utf-8"))
    text = page(manifest, fragments(addon))
    description = addon / "static" / "description"
    files = {description / name: _picture(name) for name in sorted(set(PICTURE.findall(text)))}
    files[addon / "README.rst"] = text.replace(IMAGES, "static/description/").encode()
    files[description / "index.html"] = html(text.replace(IMAGES, ""), manifest["name"]).encode()
    return files


def _picture(name):
    for file in sorted((ROOT / "docs" / "images").rglob(name)):
        return file.read_bytes()
    raise SystemExit(f"docs/images has no {name}: take one that is there")


def main(arguments):
    """0, or with ``--check`` 1 when a file is not what its fragments say."""
    checking = "--check" in arguments
    stale = []
    for addon in [ROOT / name for name in arguments if name != "--check"]:
        for file, content in made(addon).items():
            if file.is_file() and file.read_bytes() == content:
                continue
            stale.append(file.relative_to(ROOT))
            if not checking:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
    for file in stale:
        print(f"{file}: {'does not follow from readme/; ./cadre readme writes it' if checking else 'written'}")
    return int(bool(stale) and checking)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
