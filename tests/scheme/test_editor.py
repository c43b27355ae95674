"""An officer makes a shipped scheme his own; what was used is safe from him and from everybody else."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from ..common import CadreCase

SHIPPED = (
    "scheme_s0", "scheme_s1", "scheme_s2a_unit", "scheme_s2a_district", "scheme_s2a_city", "scheme_s2a_county",
    "scheme_s2a_staff", "scheme_s2b", "scheme_s3_team", "scheme_s3_person", "scheme_s3_head",
)  # fmt: skip
PARTS = ("component_ids", "gate_ids", "quota_ids", "scope_ids", "period_ids", "document_ids", "consequence_ids",
         "adjustment_ids", "cap_ids")  # fmt: skip
NESTED = ("component_ids.count_ids", "period_ids.indicator_ids", "period_ids.route_ids", "quota_ids.ratio_line_ids",
          "document_ids.section_ids", "component_ids.voters_ids", "component_ids.heading_ids")  # fmt: skip


class TestCopy(CadreCase):
    """A copy says the same and shares nothing with the original."""

    def shipped(self, name):
        return self.env.ref(f"regulations.{name}").with_user(self.administrator_user)

    def test_every_shipped_scheme_is_copied_whole(self):
        for name in SHIPPED:
            with self.subTest(name):
                old = self.shipped(name)
                new = self.env["cadre.scheme"].browse(old.action_copy()["res_id"])
                self.assertEqual((new.state, new.version, new.previous_id.id), ("draft", 1, False))
                for path in (*PARTS, *NESTED):
                    mine, theirs = new.mapped(path), old.mapped(path)
                    self.assertEqual(len(mine), len(theirs), path)
                    self.assertFalse(mine & theirs, path)
                blocking = [problem.sentence for problem in new._check() if problem.blocking]
                self.assertEqual(blocking, [])
                self.assertEqual(self.numbers(new), self.numbers(old))

    def numbers(self, scheme):
        engine = scheme._engine_scheme()
        codes = {component.key: component.code for component in engine.components}
        return (
            [(one.code, codes.get(one.parent), one.method, one.weight, one.params) for one in engine.components],
            [(one.code, one.ratio, one.number, codes.get(one.minimum_of), one.ratio_by) for one in engine.quotas],
            [(gate.code, gate.criterion, gate.effect) for gate in engine.gates],
            [cap.limit for cap in engine.caps],
        )

    def test_what_parts_say_of_each_other_stays_inside(self):
        """The minimum's component, the cap of a tariff line, the grade an award is chosen among: all the copy's own."""
        for name in SHIPPED:
            with self.subTest(name):
                new = self.shipped(name).copy()
                self.assertLessEqual(new.quota_ids.minimum_component_id, new.component_ids)
                self.assertLessEqual(new.adjustment_ids.cap_id, new.cap_ids)
                self.assertLessEqual(new.quota_ids.among_grade_id, new.result_scale_id.grade_ids)
                self.assertLessEqual(new.component_ids.parent_id, new.component_ids)
                old = self.shipped(name)
                for path in ("gate_ids.criterion_id", "document_ids.criterion_id", "consequence_ids.criterion_id"):
                    self.assertFalse(new.mapped(path) & old.mapped(path), path)


class TestEditor(CadreCase):
    """On the form, as the officer does it."""

    def draft(self, name):
        scheme = self.env.ref(f"regulations.{name}").with_user(self.officer_user)
        return self.env["cadre.scheme"].browse(scheme.action_copy()["res_id"]).with_user(self.officer_user)

    def test_a_tariff_and_a_band_are_changed(self):
        """Points of a line and the bound of a band, with the live check beside them."""
        draft = self.draft("scheme_s1")
        with Form(draft) as form:
            self.assertFalse(form.blocking_count)
            with form.adjustment_ids.edit(0) as line:
                line.points = 0
            self.assertEqual(form.blocking_count, 1)
            self.assertIn(draft.adjustment_ids[0].name, str(form.problem_list))
            with form.adjustment_ids.edit(0) as line:
                line.points = 15
            self.assertFalse(form.blocking_count)
            with form.result_grade_ids.edit(0) as grade:
                grade.band_from = 90
        self.assertEqual(draft.adjustment_ids[0].points_text[:3], "+15")
        self.assertEqual(draft.result_scale_id.grade_ids.sorted("sequence")[0].band_from, 90)
        shipped = self.env.ref("regulations.scheme_s1")
        self.assertEqual(shipped.result_scale_id.grade_ids.sorted("sequence")[0].band_from, 95)
        self.assertNotEqual(shipped.adjustment_ids[0].points, 15)

    def test_a_weight_is_changed_and_the_sum_is_said(self):
        draft = self.draft("scheme_s2a_unit")
        with Form(draft) as form:
            place = draft.component_ids.ids.index(draft.component_ids.filtered("from_letter")[:1].id)
            with form.component_ids.edit(place) as component:
                component.weight = 60
            self.assertTrue(form.blocking_count)
            self.assertIn("60", str(form.problem_list))
            with form.component_ids.edit(place) as component:
                component.weight = 70
            self.assertFalse(form.blocking_count)

    def test_seats_are_said_as_they_are_counted(self):
        """10 % need ten departments for one seat (A2-1)."""
        draft = self.draft("scheme_s2a_unit")
        quota = draft.quota_ids.filtered(lambda one: one.basis == "ratio")[:1]
        self.assertEqual((quota.seats_text, quota.seats_from), ("10 %", 10))

    def test_a_quota_limits_one_thing(self):
        draft = self.draft("scheme_s2a_unit")
        quota = draft.quota_ids.filtered("award_id")[:1]
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            quota.award_id = False
            quota.flush_recordset()

    def test_a_condition_is_said_in_words(self):
        """Codes by their names; the window in words; the codes a fact may have under the field."""
        criterion = self.env["cadre.criterion"].create(
            {"fact": "sanctions", "operator": "in", "value": "party_warning", "has_window": True, "times": 1}
        )
        name = self.category("sanction", "party_warning").name
        self.assertIn(name, criterion.display_name)
        self.assertIn("at least 1 times", criterion.definition)
        self.assertIn(f"party_warning = {name}", criterion.choices)
        with Form(self.env["cadre.criterion"]) as form:
            form.fact = "posting_level"
            self.assertIn("county", form.choices)
            form.value = "county"


class TestFrozenParts(CadreCase):
    """What a cycle was opened with stays, in every part that came with the other schemes."""

    def setUp(self):
        super().setUp()
        self.used = self.env["cadre.scheme"].browse(
            self.env.ref("regulations.scheme_s1").with_user(self.administrator_user).action_new_version()["res_id"]
        )
        component = self.used.component_ids[0]
        self.env["cadre.scheme.count"].create({"component_id": component.id, "code": "x", "name": "x"})
        quota = self.used.quota_ids[0]
        self.env["cadre.scheme.quota.ratio"].create({"quota_id": quota.id, "team_grade_code": "x", "ratio": 0.1})

    def parts(self):
        return (
            self.used.component_ids.count_ids,
            self.used.quota_ids.ratio_line_ids[0],
            self.used.period_ids.indicator_ids[0],
            self.used.period_ids.route_ids[0],
            self.used.adjustment_ids[0],
            self.used.cap_ids[0],
        )

    def test_nobody_changes_what_was_used(self):
        self.env["cadre.scheme"].flush_model()
        self.env.cr.execute("UPDATE cadre_scheme SET state = 'retired' WHERE id = %s", [self.used.id])
        self.env.invalidate_all()
        for part in self.parts():
            part = part.with_user(self.administrator_user)
            with self.subTest(part._name):
                with self.assertRaises(UserError), self.cr.savepoint():
                    part.write({"rule_ref": "changed"})
                with self.assertRaises(UserError), self.cr.savepoint():
                    part.unlink()
                with self.assertRaises(UserError), self.cr.savepoint():
                    part.copy({name: "more" for name in ("code", "team_grade_code") if name in part._fields})
        with self.assertRaises(UserError), self.cr.savepoint():
            self.used.with_user(self.administrator_user).write(
                {"result_grade_ids": [(1, self.grades()[0].id, {"name": "x"})]}
            )
        leave = self.env["hr.leave.type"].create({"name": "事假", "requires_allocation": False})
        self.used.adjustment_ids[0].with_user(self.administrator_user).leave_type_ids = leave

    def grades(self):
        return self.used.result_scale_id.grade_ids

    def test_nobody_but_the_office_writes(self):
        """Readers read every part and change none, by write, create, copy or delete."""
        for user in (self.person_user, self.leader_user, self.decider_user, self.auditor_user):
            for part in self.parts():
                part = part.with_user(user)
                with self.subTest(user.login, part=part._name):
                    part.read(["rule_ref"])
                    for attempt in (lambda part=part: part.write({"rule_ref": "x"}), part.unlink, part.copy):
                        with self.assertRaises(AccessError), self.cr.savepoint():
                            attempt()
            with self.assertRaises(AccessError):
                self.used.with_user(user).action_copy()
            with self.assertRaises(AccessError):
                self.used.with_user(user).action_new_version()
