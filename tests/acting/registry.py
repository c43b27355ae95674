"""Which rules of the catalogue have a test that *acts*: one that fails when the rule's data is taken away?

Three kinds, and an honest rest:

* ``@acts("S1-17", "scheme_s1_period_month", talk=False)`` on a test: it is run twice, first with the record's data
  taken away, where it must fail, then as it stands, where it must pass (:func:`acts`).
* Records that carry one rule alone, and :data:`.carried.CARRIED`: the sweep takes each away and asks whether any worked
  outcome changes (:mod:`.test_sweep`).
* :data:`.carried.NOTHING`: definitions and narrative, with the reason why there is nothing to act.

The rest is not done yet, and counted as such. Pure Python, so that the count needs no Odoo.
"""

import ast
import functools
import pathlib
import re

TESTS = pathlib.Path(__file__).parents[1]
DATA = TESTS.parent / "cadre_assessment" / "data"
SECTIONS = {"S0-": (40, 5), "S1-": (54, 3), "S2A-": (81, 0), "S2B-": (34, 0), "S3-": (65, 0)}
"""Section of the catalogue: (number of its rules, number of its printed forms)."""
RULE = re.compile(r"(?<![\w-])S(?:0|1|2A|2B|3)-F?\d+\b")


RECORD = re.compile(r'<record id="(\w+)" model="[\w.]+">(.*?)</record>', re.DOTALL)


def rules():
    """Every ID of the five sections, in order."""
    found = []
    for prefix, (count, forms) in SECTIONS.items():
        found += [f"{prefix}{number:02d}" for number in range(1, count + 1)]
        found += [f"{prefix}F{number}" for number in range(1, forms + 1)]
    return found


def acts(rule, *xmlids, **neutral):
    """The test acts on ``rule``: it fails when the fields ``neutral`` of the shipped records ``xmlids`` say nothing.

    Several of one rule, and of several rules, may stand above each other; each is proved by itself. Without fields the
    records are taken away whole.
    """

    def decorate(test):
        @functools.wraps(test)
        def proved(self, *args, **kwargs):
            self._acts_without(rule, xmlids, neutral, lambda: test(self, *args, **kwargs))
            return test(self, *args, **kwargs)

        return proved

    return decorate


class ActingMixin:
    """What :func:`acts` needs of a test class of Odoo."""

    def _acts_without(self, rule, xmlids, neutral, run):
        before = dict(self.__dict__)
        try:
            with self.env.cr.savepoint():
                for xmlid in xmlids:
                    taken(self.env.ref(f"cadre_assessment.{xmlid}").sudo(), neutral)
                failed = self._fails(run)
                raise _TakenBack
        except _TakenBack:
            self.env.invalidate_all()
            self.__dict__.clear()
            self.__dict__.update(before)
        self.assertTrue(failed, f"{rule} does not act: the test passes without {', '.join(xmlids)} {neutral or ''}")

    def _fails(self, run):
        from odoo.exceptions import MissingError, UserError  # the count is printed also where there is no Odoo

        outcome, self._outcome = getattr(self, "_outcome", None), None  # failed sub-tests of this run are no failures
        try:
            run()
        except (AssertionError, UserError) as failed:
            # a refusal or another outcome is an effect; a record or name that is not found proves nothing
            if isinstance(failed, MissingError):
                raise
            return True
        finally:
            self._outcome = outcome
        return False


class _TakenBack(Exception):
    pass


def taken(record, neutral):
    """Take away what a record says: its fields, or the whole of it."""
    if neutral:
        record.write(neutral)
    else:
        record.unlink()
    record.env.flush_all()
    record.env.invalidate_all()


def marked():
    """{rule: places of the tests that prove it}, read off the sources."""
    found = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for call in getattr(node, "decorator_list", ()):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "acts":
                    found.setdefault(call.args[0].value, []).append(f"{path.relative_to(TESTS)}::{node.name}")
    return found


def single():
    """{xmlid: rule} of the shipped records whose only rule of these sections it is: taking them away takes it away."""
    found = {}
    for path in sorted(DATA.rglob("scheme_*.xml")):
        for xmlid, body in RECORD.findall(path.read_text("utf-8")):
            reference = re.search(r'name="rule_ref">([^<]*)<', body)
            named = RULE.findall(reference.group(1)) if reference else []
            if len(named) == 1:
                found[xmlid] = named[0]
    return found


def standing():
    """(acting, nothing to act, not yet): sets of rules."""
    from .carried import CARRIED, NOTHING, SWEPT

    every = set(rules())
    acting = (set(marked()) | set(CARRIED) | SWEPT) & every
    nothing = set(NOTHING) & every - acting
    return acting, nothing, every - acting - nothing


def said():
    """The count as ``./cadre test`` prints it."""
    acting, nothing, not_yet = standing()
    total = len(rules())
    return (
        f"{len(acting)} of {total} rules have acting tests; {len(nothing)} are definitions with nothing to act; "
        f"{len(not_yet)} not yet"
    )
