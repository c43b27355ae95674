"""docs/architecture.md is true by name: every file, room, model and function of which it speaks is there."""

import ast
import configparser
import functools
import re
import subprocess

import pytest
from cadre_cli.paths import REPO

TEXT = (REPO / "docs" / "architecture.md").read_text(encoding="utf-8")
ADDON = REPO / "cadre_assessment"
FOREIGN = frozenset(
    {
        "_check_approval_update",
        "_get_next_states_by_state",
        "AccountingExpressionProcessor",
        "KpiMatrix",
        "jobrunner/channels.py",
        "web_responsive",
        "hr.department",
        "hr.employee",
        "hr.job",
        "hr.version",
        "ir.default",
    }
)
"""What Odoo and OCA addons have."""
WORD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*")
QUOTED = sorted(set(re.findall(r"`([^`\n]+)`", TEXT)) - FOREIGN)
PATHS = [
    one for one in QUOTED if re.fullmatch(r"[\w.*/-]+", one) and ("/" in one or one.endswith((".py", ".md", ".rst")))
]
MODELS = [one for one in QUOTED if re.fullmatch(r"cadre\.[a-z._]+(\(.*\))?", one)]
QUESTIONS = re.findall(r"^\| (.+?) \| `(.+?)` \| (.+?) \|$", TEXT.split("## Ten questions")[1].split("\n## ")[0], re.M)


def tracked():
    told = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=REPO,
        capture_output=True,
        text=True,
        check=True,
    )
    files = told.stdout.split("\n")
    return {*files, *(folder for one in files for folder in _above(one))}


def _above(name):
    while "/" in name:
        name = name.rsplit("/", 1)[0]
        yield name


@pytest.fixture(scope="module")
def there():
    return tracked()


@pytest.fixture(scope="module")
def words(there):
    """Every word of the code of the project, and of the texts in it."""
    found = set()
    for name in there:
        if name.endswith((".py", ".toml", ".xml", ".js")) and name.split("/")[0] != "data":
            found.update(WORD.findall((REPO / name).read_text(encoding="utf-8")))
    return found


@pytest.fixture(scope="module")
def models(there):
    found = set()
    for name in there:
        if name.startswith("cadre_") and name.endswith(".py"):
            found.update(re.findall(r'^    _name = "([a-z._]+)"', (REPO / name).read_text(encoding="utf-8"), re.M))
    return found


def test_there_is_something_to_check():
    """The page names files and models by the dozen."""
    assert len(PATHS) > 80
    assert len(MODELS) > 60


def test_every_file_is_there(there):
    """By its whole path, by its end (``_letter.py`` after the file it goes on from), or by a pattern."""
    missing = []
    for name in PATHS:
        end = name.removeprefix("./").rstrip("/")
        if "*" in end:
            known = bool(list(REPO.rglob(end)))
        else:
            known = any(
                one.endswith(end) and (end.startswith("_") or one == end or one[-len(end) - 1] == "/") for one in there
            )
            known = known or _inside(end, there)
        if not known:
            missing.append(name)
    assert not missing


def _inside(name, there):
    """``engine/criteria.explain``: a function of a module."""
    module, _dot, inside = name.rpartition(".")
    [found] = [one for one in there if one.endswith(f"/{module}.py")][:1] or [None]
    return bool(found) and f"def {inside}(" in (REPO / found).read_text(encoding="utf-8")


def test_every_model_is_there(models, words):
    """A model, or a field or method of one."""
    missing = []
    for name in MODELS:
        plain = name.split("(")[0]
        of, _dot, field = plain.rpartition(".")
        if plain not in models and not (of in models and field in words):
            missing.append(name)
    assert not missing


def test_every_name_is_there(words):
    """Functions, classes, keywords and settings."""
    known = words | {one.replace("-", "_") for one in words}
    missing = []
    for name in QUOTED:
        if name not in PATHS and name not in MODELS and "*" not in name and "…" not in name and "<" not in name:
            missing += [f"{name}: {word}" for word in WORD.findall(name) if word not in known]
    assert not missing


def test_the_kit_is_told_file_by_file():
    """The table of the guard names each file of the kit."""
    told = set(re.findall(r"`(\w+\.py)`", TEXT.split("## The guard")[1].split("\n## ")[0]))
    files = {one.name for one in (ADDON / "models" / "guard").glob("[a-z]*.py")}
    assert files <= told


def _tree():
    """Rooms as the tree of the page lists them, from below."""
    listed = TEXT.split("  models/ ")[1].split("  printing.py")[0]
    return re.findall(r"^    ([a-z]+)/ ", listed, re.M)


def test_rooms_are_those_of_the_code():
    """Neither a room more nor one less; ``guard`` and ``trail`` hold for every model and have chapters of their own."""
    folders = {one.parent.name for one in (ADDON / "models").glob("*/__init__.py")}
    assert {*_tree(), "guard", "trail"} == folders


def test_rooms_stand_in_the_order_of_the_walls():
    """The order of the page is the order that ``./cadre lint`` holds, and the line of arrows says it again."""
    walls = configparser.ConfigParser()
    walls.read(REPO / ".importlinter")
    order = walls["importlinter:contract:rooms"]["layers"].split()[::-1]
    assert order[:2] == ["guard", "trail"]
    assert _tree() == order[2:]
    [arrows] = re.findall(r"^`engine` ← (.+?) ← reports\.$", TEXT, re.M)
    assert re.findall("`([a-z]+)`", arrows) == order[2:]


def test_ten_questions():
    assert len(QUESTIONS) == 10


@pytest.mark.parametrize(("question", "place", "names"), QUESTIONS)
def test_each_question_leads_to_one_file(question, place, names):
    """The file is there, it defines what answers the question, and no other file of the product defines it too."""
    answers = set(re.findall("`([a-zA-Z_]+)`", names))
    assert answers, question
    path = ADDON / place
    assert answers <= _defined(path), f"{place} does not answer: {question}"
    for other in sorted(ADDON.rglob("*.py")):
        if other != path and not answers.isdisjoint(_defined(other, methods=False)):
            raise AssertionError(f"{other.relative_to(REPO)} answers, too: {question}")


@functools.cache
def _defined(path, methods=True):
    """Names of the functions and classes of a module, of the methods of its classes as well."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.ClassDef)
    return {one.name for one in (ast.walk(tree) if methods else tree.body) if isinstance(one, kinds)}
