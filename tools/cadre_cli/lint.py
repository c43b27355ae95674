"""Every check that needs no database, each named, all of them run."""

import ast
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
from xml.etree import ElementTree

from . import readme, runner, source, venv
from .paths import REPO, own_addons
from .proc import parent_env, run
from .ui import say, warn

MAX_LINES = 400
ENGINE = "cadre_assessment/engine"
# rules of pylint-odoo that do not fit here, and why
PYLINT_OFF = [
    "manifest-required-author",  # asks for the OCA as an author
    "attribute-deprecated",  # takes a field called `length` for an attribute of an old Odoo
    "manifest-superfluous-key",  # a key with its default value may be worth reading,
    "consider-merging-classes-inherited",  # one file answers one question: a large model is told in several
]
# [.] for a dot: this is a tracked file itself, and may name no host either
FORBIDDEN = {
    "the host name of a package registry": (
        r"(?:pypi[.](?:org|python[.]org)|pythonhosted[.]org|npmjs[.](?:org|com)|(?:deb|ftp|security|snapshot)[.]debian[.]org"
        r"|archive[.]ubuntu[.]com|(?:registry-1|index)[.]docker[.]io|proxy[.]golang[.]org)"
    ),
    "a path of one machine": r"(?<![\w.$}/])/(?:work|root|home/\w+|Users/\w+)/[\w.]",
}


def lint(args):
    """`./cadre lint`: 0 when every check passes. With --fix, ruff first puts right what it can."""
    runner.tools()
    if args.fix:
        _tool("ruff", "check", "--fix", "--quiet", ".")
        _tool("ruff", "format", "--quiet", ".")
    failed = []
    for title, check in CHECKS:
        findings = check()
        say(f"{'FAIL' if findings else 'ok  '} {title}")
        for finding in findings:
            print(f"     {finding}", flush=True)
        if findings:
            failed.append(title)
    say(f"lint: {len(failed)} of {len(CHECKS)} checks failed" if failed else f"lint: all {len(CHECKS)} checks passed")
    return 1 if failed else 0


def tracked(*suffixes):
    """Files that git tracks or would track, as paths relative to the checkout; with suffixes only those."""
    # the clone of a CI machine often belongs to another user
    command = ["git", "-c", f"safe.directory={REPO}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = run(command, cwd=REPO)
    return [name for name in sorted(listed.split("\0")) if name.endswith(suffixes or "") and (REPO / name).is_file()]


def _tool(name, *arguments, path=None):
    """Run a program of the virtual environment; its lines when it fails, none when it passes.

    :param path: where Python finds what it looks at (default: Odoo)
    """
    env = parent_env(PYTHONPATH=path or source.ensure(None).path)
    done = subprocess.run(
        [venv.folder() / "bin" / name, *arguments], cwd=REPO, env=env, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return [line for line in done.stdout.splitlines() if line.strip()] if done.returncode else []


def _ruff_check():
    return _tool("ruff", "check", "--output-format", "concise", "--quiet", ".")


def _ruff_format():
    return _tool("ruff", "format", "--check", "--output-format", "concise", ".")


def _pylint_odoo():
    return (
        _tool("pylint", "--rcfile=.pylintrc", "--disable=" + ",".join(PYLINT_OFF), *own_addons())
        if own_addons()
        else []
    )


def _text(name):
    """The lines of a tracked file, or nothing for one that is no text."""
    try:
        return (REPO / name).read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []


def _forbidden():
    findings = []
    for name in tracked():
        for number, line in enumerate(_text(name), 1):
            for what, pattern in FORBIDDEN.items():
                if re.search(pattern, line):
                    findings.append(f"{name}:{number}: {what}: {line.strip()[:100]}")
    return findings


def _long_files():
    """Code on more than a few screens. Records in data/ are content, not code, and may be long."""
    names = [name for name in tracked(".py", ".js", ".scss", ".css", ".xml", ".sh") if "/data/" not in name]
    return [f"{name}: {count} lines, at most {MAX_LINES}" for name in names if (count := len(_text(name))) > MAX_LINES]


def _xml():
    findings = []
    for name in tracked(".xml", ".svg"):
        try:
            ElementTree.parse(REPO / name)
        except ElementTree.ParseError as error:
            findings.append(f"{name}: {error}")
    return findings


def _engine_is_pure():
    """Law 1: the engine imports the standard library and itself; nothing of Odoo, nothing of the addon's models."""
    findings = []
    for name in tracked(".py"):
        if not name.startswith(ENGINE + "/"):
            continue
        depth = len(name.removeprefix(ENGINE + "/").split("/"))
        for node in ast.walk(ast.parse("\n".join(_text(name)))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                modules = [node.module or ""] if not node.level else []
                if node.level > depth:
                    findings.append(f"{name}:{node.lineno}: imports from outside the engine")
            for module in modules:
                if module.split(".")[0] not in sys.stdlib_module_names:
                    findings.append(f"{name}:{node.lineno}: imports {module}")
    return findings


def _walls():
    """Who imports from whom: import-linter, by the contracts of ``.importlinter``."""
    with tempfile.TemporaryDirectory() as place:
        # the addons alone, under the name by which they know each other
        addons = pathlib.Path(place) / "odoo" / "addons"
        addons.mkdir(parents=True)
        for name in own_addons():
            (addons / name).symlink_to(REPO / name)
        return _tool("lint-imports", REPO / ".importlinter", "--no-cache", "--no-logo", path=place)


def _translations():
    findings = []
    if not shutil.which("msgfmt"):
        warn("msgfmt is missing (package gettext): translations are not checked")
        return findings
    for addon in own_addons():
        name = f"{addon}/i18n/zh_CN.po"
        if not (REPO / name).exists():
            findings.append(f"{name} is missing")
            continue
        command = ["msgfmt", "--check-format", "--check-domain", "--statistics", "-o", os.devnull, REPO / name]
        env = parent_env(LC_ALL="C")
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        if done.returncode or re.search(r"untranslated|fuzzy", done.stderr):
            findings.append(f"{name}: {done.stderr.strip()}")
    return findings


def _templates():
    """Whoever translates into a third language begins with the .pot: it has each term that zh_CN has, and no other."""
    findings = []
    for addon in own_addons():
        terms = {name: _terms(f"{addon}/i18n/{name}") for name in (f"{addon}.pot", "zh_CN.po")}
        (pot, expected), name = terms.values(), f"{addon}/i18n/{addon}.pot"
        findings += [f"{name} lacks {term[:80]}; ./cadre i18n writes it" for term in sorted(expected - pot)]
        findings += [f"{name} has {term[:80]} beyond zh_CN; ./cadre i18n writes it" for term in sorted(pot - expected)]
    return findings


def _terms(name):
    """The msgids of a file of translations as they stand there, in one line each; none where there is no file."""
    text = "\n".join(_text(name)) if (REPO / name).is_file() else ""
    found = re.findall(r'^msgid ((?:"(?:[^"\\]|\\.)*"\s*)+)', text, re.MULTILINE)
    return {"".join(re.findall(r'"((?:[^"\\]|\\.)*)"', term)) for term in found} - {""}


def _docker_compose():
    """Both generations of the command read the file alike; neither needs an engine for that."""
    files = [name for name in tracked(".yml", ".yaml") if "compose" in name]
    commands = (["docker", "compose"], ["docker-compose"])
    works = [command for command in commands if shutil.which(command[0]) and not _failure([*command, "version"])]
    if not works:
        warn("docker compose is not installed: compose files are not checked") if files else None
        return []
    return [
        f"{name}: {line}"
        for name in files
        for line in _failure([*works[0], "-f", REPO / name, "config", "-q"]).splitlines()
    ]


def _failure(command):
    """What a command that fails says on its way out; nothing when it succeeds."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return (done.stderr or done.stdout or "failed") if done.returncode else ""


def _dockerfile():
    """hadolint, from warnings upwards."""
    files = [REPO / name for name in tracked("Dockerfile")]
    command = [venv.folder() / "bin" / "hadolint", "--no-color", "--failure-threshold", "warning", *files]
    return _failure(command).splitlines() if files else []


CHECKS = [
    ("ruff check", _ruff_check),
    ("ruff format", _ruff_format),
    ("pylint-odoo", _pylint_odoo),
    ("no registry host names, no machine paths", _forbidden),
    (f"no code file over {MAX_LINES} lines", _long_files),
    ("XML is well formed", _xml),
    ("the engine is pure", _engine_is_pure),
    ("the walls between the rooms", _walls),
    ("zh_CN is complete", _translations),
    ("the .pot has the terms of zh_CN", _templates),
    ("README and index.html follow from readme/", readme.stale),
    ("compose file", _docker_compose),
    ("Dockerfile", _dockerfile),
]
