"""Every rule that stands here acts: its data is taken away, and a worked outcome must change. (Issue of 23)"""

import pathlib

from odoo.tests import TransactionCase

from tests.cycle.townships import TownshipBuilder

from ..named import full
from .carried import CARRIED, LATER, NOT_PROVED, NOTHING, SWEPT
from .registry import marked, rules, said, single, standing, taken
from .worlds import FollowWorld, ScopeWorld, ScoreWorld, YearWorld

SCORE = {
    "cadre.scheme.component", "cadre.scale.grade", "cadre.scheme.count", "cadre.scheme.gate", "cadre.scheme.quota",
    "cadre.scheme.quota.ratio", "cadre.scheme.cap",
}  # fmt: skip
YEAR = {
    "cadre.scheme.period", "cadre.scheme.document", "cadre.scheme.document.section",
    "cadre.scheme.document.recipient", "cadre.scheme",
}  # fmt: skip
NEUTRAL = {
    "cadre.scheme.component": {"weight": 0},
    "cadre.scheme.cap": {"limit": 100_000},
    "cadre.scale.grade": {"has_band": False, "coefficient": 0, "ballot_value": 0, "is_top": False},
}
"""What cannot be unlinked says nothing with these values."""


class TakenBack(Exception):
    pass


class TestSweep(TownshipBuilder, TransactionCase):
    """Worlds of each scheme are made when first asked for, as it is shipped."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cadre("校长助理", cls.school)
        group = cls.category("group", "acting", name="测试口")
        for number, kind in enumerate(("department", "district", "section", "county_office")):
            unit = cls.dept(f"单位{number}", kind, has_team=True, comparison_group_id=group.id)
            unit.manager_id = cls.cadre(f"负责人{number}", unit, is_unit_head=True)
            rank = cls.env["cadre.rank"].search([("layer_id.code", "=", "county_head")], limit=1)
            cls.cadre(f"县级干部{number}", unit, cadre_rank_id=rank.id)

    def setUp(self):
        super().setUp()
        self.worlds = {}

    def world(self, kind, scheme):
        if (kind, scheme) not in self.worlds:
            subject = self._cycle(scheme) if kind is YearWorld else scheme
            self.worlds[kind, scheme] = kind(subject)
        return self.worlds[kind, scheme]

    def _cycle(self, scheme):
        if scheme.code.startswith("S3"):
            return self.county_cycle(scheme)
        unit = self.unit if scheme.code in ("S0", "S1") else self.county
        return self.make_cycle(scheme_id=scheme.id, unit_id=unit.id, name=scheme.name)

    def worlds_of(self, record):
        schemes = record.env["cadre.scheme"]
        if record._name == "cadre.scale.grade":
            scale = record.scale_id
            schemes = schemes.search(
                ["|", ("result_scale_id", "=", scale.id), ("component_ids.scale_id", "=", scale.id)]
            )
        elif record._name == "cadre.scheme":
            schemes = record
        elif hasattr(record, "_schemes"):
            schemes = record._schemes()
        schemes = schemes.sudo(False)
        if record._name in SCORE:
            return [self.world(ScoreWorld, scheme) for scheme in schemes]
        if record._name in YEAR:
            return [self.world(YearWorld, scheme) for scheme in schemes]
        if record._name == "cadre.scheme.scope":
            return [self.world(ScopeWorld, scheme) for scheme in schemes]
        if record._name == "cadre.scheme.consequence":
            return [self.world(FollowWorld, scheme) for scheme in schemes]
        return []

    def changes(self, records):
        """Whether any outcome changes when the data is taken away; ``records``: {record: neutral fields}."""
        worlds = [world for record in records for world in self.worlds_of(record)]
        changed = False
        try:
            with self.env.cr.savepoint():
                for record, neutral in records.items():
                    taken(record, neutral)
                changed = any(world.digest() != world.before for world in worlds)
                raise TakenBack
        except TakenBack:
            self.env.invalidate_all()
        return changed

    def ref(self, xmlid):
        return self.env.ref(full(xmlid)).sudo()

    def test_carried(self):
        """Rules that share a record: the field that carries each is taken away alone."""
        silent = [
            rule
            for rule, where in CARRIED.items()
            if not self.changes({self.ref(xmlid): neutral for xmlid, neutral in where.items()})
        ]
        self.assertEqual(silent, [])

    def test_records_of_their_own(self):
        """Records that carry one rule: whole. Those that act are the ones that are said to."""
        acting = set()
        for xmlid, rule in single().items():
            record = self.env.ref(full(xmlid)).sudo()
            if rule in acting or rule in NOT_PROVED or not self.worlds_of(record):
                continue
            if self.changes({record: NEUTRAL.get(record._name, {})}):
                acting.add(rule)
        self.assertEqual(acting - SWEPT - set(CARRIED) - set(marked()), set(), "say so in SWEPT")
        self.assertEqual(SWEPT - acting, set(), "these do not act")

    def test_nothing_changes_by_itself(self):
        """Taking nothing away changes nothing: a world that shivers proves nothing."""
        for rule in ("S0-06", "S1-08", "S3-04", "S1-53"):
            for xmlid in CARRIED[rule]:
                for world in self.worlds_of(self.ref(xmlid)):
                    self.assertEqual(world.digest(), world.before, rule)


class TestCount(TransactionCase):
    def test_every_rule_stands_somewhere(self):
        """Each ID of the catalogue is acting, a definition with its reason, or counted as not done yet."""
        acting, nothing, later, not_yet = standing()
        self.assertEqual(acting | nothing | later | not_yet, set(rules()))
        self.assertEqual(not_yet, set(), "a rule without an acting test says what it waits for, or is a definition")
        self.assertEqual((set(CARRIED) | set(NOTHING) | set(LATER) | SWEPT | set(marked())) - set(rules()), set())
        self.assertFalse(acting & (set(NOTHING) | set(LATER)), "these act")
        self.assertIn(f"{len(acting)} of {len(rules())}", said())
        self.assertTrue(all(len(reason) > 10 for reason in NOTHING.values()))

    def test_the_catalogue_has_no_other(self):
        """The shipped data names no rule that the catalogue does not have."""
        self.assertEqual(set(single().values()) - set(rules()), set())
        self.assertTrue(pathlib.Path(__file__).exists())
