"""The rules of the catalogue with a test that *acts*: one that fails when the rule's data is taken away.

Four kinds, and an honest rest:

* ``@acts("S1-17", "scheme_s1_period_month", talk=False)`` on a test: it is run twice, first with the record's data
  taken away, where it must fail, then as it stands, where it must pass (:func:`acts`).
* Records that carry one rule alone, and :data:`.carried.CARRIED`: the sweep takes each away and asks whether any worked
  outcome changes (:mod:`.test_sweep`).
* :data:`.carried.NOTHING`: definitions and narrative, with the reason why there is nothing to act.
* :data:`.carried.LATER`: rules of what is not built yet, with its subject.

The rest is not done yet, and counted as such. Pure Python, so that the count needs no Odoo.
"""

import ast
import contextlib
import functools
import operator
import pathlib
import re
from unittest.mock import patch

from ..named import files, full, named

TESTS = pathlib.Path(__file__).parents[1]
SECTIONS = {
    "S0-": (40, 5), "S1-": (54, 3), "S2A-": (81, 0), "S2B-": (34, 0), "S3-": (65, 0), "S4-P8-": (20, 0),
}  # fmt: skip
"""Section of the catalogue: (number of its rules, number of its printed forms)."""
ALONE = ("S4-P6-02",)
"""Rules of a section of selection that speak of the assessment."""
RULE = re.compile(r"(?<![\w-])S(?:(?:0|1|2A|2B|3)-F?|4-P[68]-)\d+\b")


def rules():
    """Every ID of these sections, in order."""
    found = []
    for prefix, (count, forms) in SECTIONS.items():
        found += [f"{prefix}{number:02d}" for number in range(1, count + 1)]
        found += [f"{prefix}F{number}" for number in range(1, forms + 1)]
    return [*found, *ALONE]


def acts(rule, *data, **neutral):
    """The test acts on ``rule``: it fails when the fields ``neutral`` of the records ``data`` say nothing.

    ``data`` are shipped records by their names (``tests/named.py``), or, where an office enters what the rule speaks of
    (who sits in which body, which group a unit belongs to), records of the test's own world by their path
    (``"self.leading_body"``).
    Without fields the records are taken away whole. Where the rule is a step that every office takes and no office
    chooses, it is the step (``"step cadre.assessment.notify"``): nobody may take it any more. Several of one rule, and
    of several rules, may stand above each other; each is proved by itself.
    """

    def decorate(test):
        @functools.wraps(test)
        def proved(self, *args, **kwargs):
            self._acts_without(rule, data, neutral, lambda: test(self, *args, **kwargs))
            return test(self, *args, **kwargs)

        return proved

    return decorate


class ActingMixin:
    """What :func:`acts` needs of a test class of Odoo."""

    def _acts_without(self, rule, data, neutral, run):
        before = dict(self.__dict__)
        try:
            with self.env.cr.savepoint(), contextlib.ExitStack() as steps:
                for one in data:
                    if one.startswith("step "):
                        steps.enter_context(self._without_step(one.removeprefix("step ")))
                    else:
                        taken(self._acting_data(one).sudo(), neutral)
                failed = self._fails(run)
                raise _TakenBack
        except _TakenBack:
            self.env.invalidate_all()
            self.env.registry.clear_all_caches()  # rights and templates as they were
            self.__dict__.clear()
            self.__dict__.update(before)
        self.assertTrue(failed, f"{rule} does not act: the test passes without {', '.join(data)} {neutral or ''}")

    def _without_step(self, name):
        """Nobody may take the step ``name`` (model and code): it begins in no state."""
        model, _dot, code = name.rpartition(".")
        for base in type(self.env[model]).__mro__:
            steps = base.__dict__.get("_steps", ())
            if any(step.code == code for step in steps):
                never = [step._replace(sources=frozenset()) if step.code == code else step for step in steps]
                return patch.object(base, "_steps", tuple(never))
        raise LookupError(name)

    def _acting_data(self, name):
        """The records called ``name``: an xmlid, of this addon unless it says another, or ``self.<path>``."""
        if name.startswith("self."):
            records = operator.attrgetter(name.removeprefix("self."))(self)
            self.assertTrue(records, f"{name} is nothing that could be taken away")
            return records
        return self.env.ref(full(name))

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
    """Take away what a record says: its fields, or the whole of it.

    Another record is named by its xmlid; what depends on the record (a limit on all its lines) is a function of it.
    """
    if neutral:
        neutral = {name: value(record) if callable(value) else value for name, value in neutral.items()}
        named = {name for name in neutral if record._fields[name].type == "many2one" and neutral[name]}
        record.write(neutral | {name: record.env.ref(full(neutral[name])).id for name in named})
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
    """{name: rule} of the shipped records whose only rule of these sections it is: taking them away takes it away."""
    found = {}
    for data in files():
        for name, (_place, values) in named(data).items():
            rules_named = RULE.findall(values.get("rule_ref", ""))
            if len(rules_named) == 1:
                found[name] = rules_named[0]
    return found


def standing():
    """(acting, nothing to act, of what is not built, not yet): sets of rules."""
    from .carried import CARRIED, LATER, NOTHING, SWEPT

    every = set(rules())
    acting = (set(marked()) | set(CARRIED) | SWEPT) & every
    nothing = set(NOTHING) & every - acting
    later = set(LATER) & every - acting - nothing
    return acting, nothing, later, every - acting - nothing - later


def said():
    """The count as ``./cadre test`` prints it."""
    acting, nothing, later, not_yet = standing()
    return (
        f"{len(acting)} of {len(rules())} rules have acting tests; {len(nothing)} are definitions with nothing to act; "
        f"{len(later)} belong to selection or to what follows from results, not built; {len(not_yet)} not yet"
    )
