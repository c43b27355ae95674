"""A mark stays with whom, what and whose it is; nobody scores where no organ is named. (S2A-14, S2A-18)

All of it over RPC, with the accounts of the office, the organization department and the members of the bodies.
"""

import base64
import io

import openpyxl
from odoo.tests import tagged

from tests.calls import Caller, Refused
from tests.common import CadreHttpCase, new_test_user

from .test_organs import OrganCase

KEYS = ("cycle_id", "component_id", "employee_id", "subject_unit_id", "count_id", "item_id", "rater_id", "label")
OFFICE = ("officer", "manager")


class MarkCase(Caller, CadreHttpCase):
    """A year of letters: 市委组织部 (纪检员) gives 党的建设, 市纪委 (王芳) gives 党风廉政; the others have no organ."""

    body, part = OrganCase.__dict__["body"], OrganCase.__dict__["part"]

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.env.ref("regulations.scheme_s2a_unit")
        cls.group = cls.env["cadre.category"].create({"kind": "group", "code": "T-G", "name": "党群口"})
        kind = cls.category("unit", "department")
        (cls.unit | cls.other_unit).write({"unit_category_id": kind.id, "comparison_group_id": cls.group.id})
        cls.other_unit.parent_id = cls.unit
        cls.party = cls.body("市委组织部", cls.discipline)
        cls.integrity = cls.body("市纪委（监察局）", cls.other)
        cls.cycle = cls.open_cycle()
        cls.mine = cls.line("party", value=9)
        cls.theirs = cls.line("integrity", value=8)
        cls.marks = cls.mine | cls.theirs

    @classmethod
    def line(cls, code, unit=None, **values):
        return cls.env["cadre.score"].create(
            {
                "cycle_id": cls.cycle.id,
                "subject_unit_id": (unit or cls.unit).id,
                "component_id": cls.part(code).id,
                **values,
            }
        )

    def others(self, score):
        """{key of a score: another value that fits it}"""
        return {
            "cycle_id": self.cycle.copy({"year": 2031}).id,
            "component_id": self.part("integrity" if score == self.mine else "party").id,
            "employee_id": self.person.id,
            "subject_unit_id": self.other_unit.id,
            "count_id": self.env["cadre.scheme.count"].search([], limit=1).id,
            "item_id": self.env["cadre.work.item"].search([], limit=1).id,
            "rater_id": self.leader.id,
            "label": "另一项",
        }


@tagged("post_install", "-at_install")
class TestMarkKeys(MarkCase):
    def test_every_key_by_every_way(self):
        """Subject, part, period, judge of a mark: not by write, web_save, import nor a table, and not by the office."""
        values = self.others(self.mine)
        self.assertEqual(set(values), set(KEYS))
        with self.unmoved(self.marks, *KEYS):
            for role in (*OFFICE, self.discipline_user):
                for name, value in values.items():
                    if not value:
                        continue
                    with self.subTest(name, role=role):
                        ids = self.mine.ids
                        self.assertRefused("stay as they were", role, "cadre.score", "write", ids, {name: value})
                        self.assertRefused(
                            "stay as they were", role, "cadre.score", "write", ids, {"value": 3, name: value}
                        )
                        self.assertRefused(
                            "stay as they were", role, "cadre.score", "web_save", ids, {name: value}, {"value": {}}
                        )
            for name in ("subject_unit_id", "component_id", "rater_id"):
                answer = self.call("officer", "cadre.score", "load", [".id", f"{name}/.id"],
                                   [[str(self.mine.id), str(values[name])]])  # fmt: skip
                self.assertFalse(answer["ids"])
                self.assertIn("stay as they were", answer["messages"][0]["message"])

    def test_through_a_parent(self):
        """No record that shows marks lets a client move one."""
        with self.unmoved(self.marks, *KEYS):
            for model in self.env.registry.models.values():
                for field in model._fields.values():
                    if field.comodel_name != "cadre.score" or field.type not in ("one2many", "many2many"):
                        continue
                    parent = self.env[field.model_name].search([], limit=1)
                    if not parent or parent._abstract or parent._transient:
                        continue
                    with self.subTest(field=str(field)), self.assertRaises(Refused):
                        command = [[1, self.mine.id, {"subject_unit_id": self.other_unit.id}]]
                        self.call("officer", field.model_name, "write", parent.ids, {field.name: command})

    def test_what_it_is_about_is_named_before(self):
        """A line without a mark may be given its project; with a mark it keeps it."""
        line = self.line("party", self.other_unit)
        self.call("officer", "cadre.score", "write", line.ids, {"label": "一号项目", "value": 5})
        self.assertEqual((line.label, line.value), ("一号项目", 5))
        self.assertRefused("stay as they were", "officer", "cadre.score", "write", line.ids, {"label": "二号项目"})

    def test_sending_back_what_was_read(self):
        self.call("officer", "cadre.score", "write", self.mine.ids,
                  {"subject_unit_id": self.unit.id, "employee_id": False, "label": False, "value": 7})  # fmt: skip
        self.assertEqual(self.mine.value, 7)

    def test_keys_of_the_other_inputs(self):
        """Targets, findings, marks and deductions of records: the same."""
        target = self.env["cadre.target"].create(
            {"cycle_id": self.cycle.id, "component_id": self.part("party").id, "name": "党建", "points": 3}
        )
        other = self.cycle.copy({"year": 2031})
        with self.unmoved(target, "cycle_id", "component_id"):
            for role in OFFICE:
                for values in ({"cycle_id": other.id}, {"component_id": self.part("integrity").id}):
                    self.assertRefused("stay as they were", role, "cadre.target", "write", target.ids, values)

    def test_findings(self):
        year = self.make_cycle(scheme_id=self.env.ref("regulations.scheme_s0").id)
        year.with_user(self.officer_user).action_open()
        finding, other = year.assessment_ids.filtered(lambda one: one.employee_id == self.person).finding_ids[:2]
        foreign = year.assessment_ids.filtered(lambda one: one.employee_id == self.other)
        with self.unmoved(finding, "assessment_id", "dimension_id"):
            for values in ({"dimension_id": other.dimension_id.id}, {"assessment_id": foreign.id}):
                self.assertRefused("stay", "officer", "cadre.finding", "write", finding.ids, values)
            command = [[1, finding.id, {"dimension_id": other.dimension_id.id}]]
            self.assertRefused("stay", "officer", "cadre.assessment", "write",
                               finding.assessment_id.ids, {"finding_ids": command})  # fmt: skip


@tagged("post_install", "-at_install")
class TestWhoScores(MarkCase):
    def test_no_organ_no_mark(self):
        """The regulation names 市委宣传部, the cycle says nothing: nobody enters it, by no way."""
        line = self.line("civility")
        self.assertFalse(line.scoring_body_id)
        decider = new_test_user(
            self.env, login="cadre_any_decider", groups="cadre_assessment.group_cadre_decider", lang="en_US"
        )
        new = {"cycle_id": self.cycle.id, "subject_unit_id": self.unit.id, "component_id": line.component_id.id}
        said = "市委宣传部, and the cycle does not say which body"
        with self.unmoved(line, "value", "entered", "state"):
            for role in (*OFFICE, "decider"):
                with self.subTest(role):
                    self.assertRefused(said, role, "cadre.score", "write", line.ids, {"value": 4})
                    self.assertRefused(said, role, "cadre.score", "web_save", line.ids, {"value": 4}, {})
                    self.assertRefused(said, role, "cadre.score", "grid_save", [[line.id, 4]])
                    self.assertRefused(said, role, "cadre.score", "create", {**new, "value": 4, "label": "x"})
            self.assertRefused("you are not the one", decider, "cadre.score", "write", self.mine.ids, {"value": 4})
            answer = self.call("officer", "cadre.score", "load", [".id", "value"], [[str(line.id), "4"]])
            self.assertIn(said, answer["messages"][0]["message"])
            self.env.cr.execute("UPDATE cadre_score SET entered = true, value = 4 WHERE id = %s", [line.id])
            line.invalidate_recordset()
            self.assertRefused("not the one", "officer", "cadre.score", "action_confirm", line.ids)
            self.env.cr.execute("UPDATE cadre_score SET entered = false, value = 0 WHERE id = %s", [line.id])
        self.body("市委宣传部", self.person)
        self.cycle.with_user(self.officer_user).action_find_organs()
        self.call("officer", "cadre.score", "write", line.ids, {"value": 4})
        self.assertEqual(line.value, 4)

    def test_a_workbook_neither(self):
        """The same by the workbook: nothing is written, and the sheet says why."""
        line = self.line("civility")
        place = f"{self.cycle.id}-{line.component_id.id}"
        self.unit.manager_id = self.leader
        order = self.call("officer", "cadre.marks.import", "create", {"table": "cadre.score", "place": place})
        self.call("officer", "cadre.marks.import", "action_template", [order])
        book = openpyxl.load_workbook(
            io.BytesIO(base64.b64decode(self.env["cadre.marks.import"].browse(order).template))
        )
        book.active["D3"] = 4  # below the keys and the headings
        stream = io.BytesIO()
        book.save(stream)
        values = {"file": base64.b64encode(stream.getvalue()).decode(), "filename": "marks.xlsx"}
        self.call("officer", "cadre.marks.import", "write", [order], values)
        self.call("officer", "cadre.marks.import", "action_import", [order])
        self.assertIn(
            "the cycle does not say which body", self.env["cadre.marks.import"].browse(order).problem_ids.reason
        )
        self.assertFalse(line.entered)

    def test_where_the_regulation_names_no_organ(self):
        """The body that decides this cycle gives it, and no member of another body that decides elsewhere."""
        line = self.line("business")
        stranger = new_test_user(self.env, login="cadre_stranger", groups="cadre_assessment.group_cadre_decider")
        self.make_employee("外单位领导", "T0099", self.other_unit, user=stranger)
        self.assertRefused("you are not the one", stranger, "cadre.score", "write", line.ids, {"value": 60})
        self.assertRefused(r"cadre\.score", stranger, "cadre.score", "grid_save", [[line.id, 60]])
        self.call("decider", "cadre.score", "write", line.ids, {"value": 60})
        self.assertEqual(line.value, 60)
        self.cycle.sudo().leading_body_id = False
        self.assertRefused(
            "the deciding body, and the cycle", "officer", "cadre.score", "write", line.ids, {"value": 61}
        )

    def test_one_body_changes_nothing_of_another(self):
        """By no way, and no step takes back, reopens or deletes what the other body gave."""
        self.theirs.with_user(self.other_user).action_confirm()
        mine = self.discipline_user
        with self.unmoved(self.theirs, "value", "entered", "state", "confirmed_by_id", "evidence"):
            for method, *args in (
                ("write", self.theirs.ids, {"value": 1}),
                ("write", self.theirs.ids, {"evidence": "x"}),
                ("web_save", self.theirs.ids, {"value": 1}, {}),
                ("grid_save", [[self.theirs.id, 1]]),
                ("grid_save", [[self.mine.id, 1], [self.theirs.id, 1]]),
                ("grid_save", [[self.theirs.id, None]]),
                ("action_reopen", self.theirs.ids),
                ("action_confirm", self.theirs.ids),
                ("action_ask_self", self.theirs.ids),
                ("action_close_self", self.theirs.ids),
                ("unlink", self.theirs.ids),
                ("unlink", self.mine.ids),
                ("copy", self.theirs.ids),
            ):
                with self.subTest(method, args=args), self.assertRaises(Refused):
                    self.call(mine, "cadre.score", method, *args)
        self.call(mine, "cadre.score", "write", self.mine.ids, {"value": 6})
        self.assertEqual(self.mine.value, 6)

    def test_a_judge_gives_his_own_mark_only(self):
        """Where several judges mark, each enters his own line; the office enters for all of them."""
        self.env["cadre.body.member"].create({"body_id": self.party.id, "employee_id": self.person.id})
        one, other = (self.line("party", label="评委", rater_id=judge.id) for judge in (self.discipline, self.person))
        self.call("person", "cadre.score", "write", other.ids, {"value": 5})
        with self.unmoved(self.marks, "value"):
            self.assertRefused("you are not the one", "person", "cadre.score", "write", one.ids, {"value": 1})
            self.assertRefused("you are not the one", "person", "cadre.score", "grid_save", [[one.id, 1]])
        self.call("officer", "cadre.score", "write", one.ids, {"value": 4})
        self.assertEqual((one.value, other.value), (4, 5))
