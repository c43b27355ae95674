"""The commands of ./cadre, and their options."""

import argparse
import os
import signal
import sys

from . import bench, clean, database, demo, given, i18n, lint, pictures, readme, source, testing, verify
from .ui import CadreError, say

EPILOG = """\
Everything is kept in CADRE_HOME (default: .cadre in the checkout). Own Odoo: --odoo PATH or CADRE_ODOO.
Own PostgreSQL: PGHOST, PGPORT, PGUSER, PGPASSWORD."""


def parser():
    top = given.Parser(
        prog="./cadre",
        description=sys.modules["__main__"].__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(name, function, text, rest=False):
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(function=function, takes_rest=rest, rest=[])
        command.add_argument(
            "--odoo", metavar="PATH", help="an Odoo 19 of your own: a checkout or the prefix of an installation"
        )
        return command

    show = add("demo", demo.demo, "a sample county with its year 2025 played, in Chinese, in a running server")
    show.add_argument("--port", type=given.port, default=given.HTTP_PORT, help="HTTP port (default: 8069)")
    show.add_argument(
        "--interface",
        type=given.interface,
        default="127.0.0.1",
        help="address to listen on; 0.0.0.0 lets others in",
    )
    show.add_argument("--fresh", action="store_true", help="throw the demo database away and build it anew")
    show.add_argument("--no-play", action="store_true", help="only the empty database, without the county")

    setup = add(
        "setup",
        database.setup,
        "make everything ready: programs, Python packages, Odoo 19, PostgreSQL, template database",
    )
    setup.add_argument("--no-template", action="store_true", help="leave the template database for later")

    db = add("db", database.db, "(re)create a database from the template and install our addons")
    db.add_argument("name")
    db.add_argument("-i", "--init", metavar="ADDONS", help="more addons to install, with commas")
    db.add_argument(
        "-u",
        "--update",
        metavar="ADDONS",
        nargs="?",
        const="",
        help="update these addons (default: ours) and keep the data",
    )

    drop = add("drop", database.drop, "remove databases")
    drop.add_argument("names", nargs="+", metavar="NAME")
    psql = add("psql", database.psql, "SQL prompt of a database; without a name: list the databases", rest=True)
    psql.add_argument("--superuser", action="store_true", help="as the server's administrator (embedded server only)")
    psql.add_argument("database", nargs="?")
    proof = add("verify", verify.verify, "check the archive's chain and the sealed ballots of a database")
    proof.add_argument("database")
    shell = add("shell", database.shell, "Python prompt with Odoo's env", rest=True)
    shell.add_argument("database")
    odoo = add("odoo", database.odoo, "Odoo's own command line with the right configuration", rest=True)
    run = add("run", database.run, "run any program inside the environment (python, pytest, ruff ...)", rest=True)
    for command in (drop, psql, proof, shell, odoo, run):
        command.add_argument(
            "--demo", action="store_true", help="the durable server of the demo instead of the one for tests"
        )

    test = add(
        "test",
        testing.test,
        "run the tests, first those without Odoo; other arguments go to pytest",
        rest=True,
    )
    test.usage = (
        "./cadre test [--db NAME] [--keep] [--reuse [--update]] [--workers N] [PATHS] [pytest arguments]\n"
        "       ./cadre test --guests [ADDONS] [pytest arguments]"
    )
    test.add_argument("--db", metavar="NAME", help="name of the test database")
    test.add_argument("--keep", action="store_true", help="do not drop the database at the end")
    test.add_argument("--reuse", action="store_true", help="take the database as it is when it exists, and keep it")
    test.add_argument("--update", action="store_true", help="with --reuse: update our addons in it first")
    test.add_argument(
        "--workers",
        type=given.number,
        metavar="N",
        help="so many tests at once (default: one more than cores, up to four; chosen paths: one)",
    )

    test.add_argument(
        "--guests",
        action="store_true",
        help="run the tests of Odoo and OCA instead, without and with our addons, and compare",
    )

    check = add("lint", lint.lint, "check code style, addon rules, translations, file sizes, forbidden text")
    check.add_argument("--fix", action="store_true", help="let ruff put right what it can")
    measure = add("bench", bench.bench, "time the computation beside hand-written SQL, on generated data")
    measure.add_argument(
        "what",
        nargs="?",
        choices=["compute", *bench.OTHERS],
        default="compute",
        help="the computation, the voting, the pages, clicks about many, a year of them beside plain SQL, who is "
        "eligible, all forms, long files, or hostile files",
    )
    measure.add_argument(
        "--cases",
        metavar="S,S",
        help="schemes: s0, s1, s3; of imports: people, results, ledger; of year: its steps (default: all)",
    )
    measure.add_argument("--sizes", type=given.numbers, metavar="N,N", help="numbers of subjects (default: 1000,10000)")
    measure.add_argument("--rounds", type=given.number, default=5, metavar="N", help="rounds of each (default: 5)")
    measure.add_argument(
        "--keep",
        action="store_true",
        help="of pages and year: keep the database, and measure it again when it is there",
    )
    add("i18n", i18n.i18n, "export the addons' terms: their .pot anew, their zh_CN.po up to date")
    add("readme", readme.readme, "write the addons' README.rst and index.html from their readme/ fragments")

    shots = add("pictures", pictures.pictures, "make the pictures of the guides from the demo (docs/images/guide)")
    shots.add_argument("--database", default=demo.DATABASE, help=f"a played demo (default: {demo.DATABASE})")
    shots.add_argument("--port", type=given.port, default=8079, help="HTTP port while it takes (default: 8079)")
    shots.add_argument("names", nargs="*", metavar="NAME", help="only these pictures")

    add("stop", clean.stop, "stop the embedded PostgreSQL servers; the databases stay")
    remove = add("clean", clean.clean, "stop the servers and remove CADRE_HOME with all its databases")
    remove.add_argument("--yes", action="store_true", help="do not ask")
    return top


# commands that hand arguments through: how many words they take for themselves first, and which options are theirs
# (True: with a value)
_HAND_THROUGH = {
    "odoo": (0, {"--demo": False}),
    "run": (0, {"--demo": False}),
    "psql": (1, {"--demo": False, "--superuser": False}),
    "shell": (1, {"--demo": False}),
    "test": (
        0,
        {"--db": True, "--keep": False, "--reuse": False, "--update": False, "--workers": True, "--guests": False},
    ),
}


def _split(arguments):
    """Arguments for us and those to hand through. For `test` ours may stand anywhere, for the others they come first.

    >>> _split(["odoo", "--demo", "-d", "x"])
    (['odoo', '--demo'], ['-d', 'x'])
    >>> _split(["psql", "db1", "-c", "select 1"])
    (['psql', 'db1'], ['-c', 'select 1'])
    >>> _split(["test", "tests/work", "-x", "--db", "w", "--keep"])
    (['test', '--db', 'w', '--keep'], ['tests/work', '-x'])
    """
    if not arguments or arguments[0] not in _HAND_THROUGH:
        return arguments, []
    room, options = _HAND_THROUGH[arguments[0]]
    options = {**options, "--odoo": True, "-h": False, "--help": False}
    own, rest, words = arguments[:1], [], iter(arguments[1:])
    for word in words:
        if word == "--":
            rest.extend(words)
        elif word in options and (not rest or arguments[0] == "test"):
            own.append(word)
            own.extend([next(words, "")] if options[word] else [])
        elif not rest and room and not word.startswith("-"):
            own.append(word)
            room -= 1
        else:
            rest.append(word)
    return own, rest


def _interrupt(*_):
    raise KeyboardInterrupt


def main(arguments=None):
    for reason in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(reason, _interrupt)  # so that every clean-up runs, however we are stopped
    own, rest = _split(sys.argv[1:] if arguments is None else arguments)
    args = parser().parse_args(own)
    if args.takes_rest:
        args.rest = rest
    try:
        source.choose(args.odoo)
        return args.function(args) or 0
    except CadreError as error:
        say(f"cadre: {error}")
        if error.remedy:
            say(f"  remedy: {error.remedy}")
        return error.code
    except OSError as error:
        if error.errno in {28, 122}:  # ENOSPC, EDQUOT
            say("cadre: the disk is full\n  remedy: free some space or set CADRE_HOME to another disk")
            return 1
        if os.environ.get("CADRE_DEBUG"):
            raise
        say(f"cadre: {error}\n  remedy: check the named file or folder; CADRE_DEBUG=1 shows where it happened")
        return 1
    except KeyboardInterrupt:
        say("\ncadre: stopped by you")
        return 130
