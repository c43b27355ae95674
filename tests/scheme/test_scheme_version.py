"""The rules of an assessment stay what they were: versions, and everything that is frozen with them."""

from odoo.exceptions import AccessError, UserError

from ..common import CadreCase


class TestSchemeVersion(CadreCase):
    def as_office(self, records):
        return records.with_user(self.administrator_user)

    def new_version(self):
        return self.env["cadre.scheme"].browse(self.as_office(self.scheme).action_new_version()["res_id"])

    def test_a_scheme_in_use_is_frozen_with_all_its_parts(self):
        """Nobody can change, add or remove a number a cycle was opened with."""
        scheme = self.as_office(self.scheme)
        scheme.component_ids[0].name = "before any cycle it may be changed"
        self.make_cycle()
        scheme.component_ids[0].name = "a cycle in preparation does not freeze it"
        self.env["cadre.cycle"].search([("scheme_id", "=", scheme.id)]).with_user(self.officer_user).action_open()
        self.assertTrue(scheme.frozen)
        parts = (
            scheme,
            scheme.component_ids[0],
            scheme.quota_ids[0],
            scheme.gate_ids,
            scheme.scope_ids[0],
            scheme.period_ids[0],
            scheme.document_ids,
            scheme.document_ids.section_ids[0],
            scheme.consequence_ids[0],
            scheme.result_scale_id,
            scheme.result_scale_id.grade_ids[0],
            scheme.component_ids[1].scale_id.grade_ids[0],
            scheme.gate_ids.criterion_id,
            scheme.scope_ids[0].criterion_id,
        )
        for part in parts:
            with self.subTest(part._name), self.assertRaises(UserError), self.cr.savepoint():
                part.write({"name": "changed"} if "name" in part._fields else {"required": False})
            with self.subTest(part._name), self.assertRaises(UserError), self.cr.savepoint():
                part.unlink()
        with self.assertRaises(UserError), self.cr.savepoint():
            scheme.write({"quota_ids": [(1, scheme.quota_ids[0].id, {"ratio": 0.5})]})
        with self.assertRaises(UserError), self.cr.savepoint():
            self.as_office(self.env["cadre.scheme.scope"]).create({"scheme_id": scheme.id, "name": "one more"})
        with self.assertRaises(UserError), self.cr.savepoint():
            self.as_office(self.env["cadre.scale.grade"]).create(
                {"scale_id": scheme.result_scale_id.id, "name": "特优", "code": "super", "sequence": 0}
            )
        with self.assertRaises(UserError), self.cr.savepoint():
            scheme.result_scale_id.grade_ids[0].update_field_translations("name", {"en_US": "Changed"})

    def test_a_child_criterion_is_frozen_with_its_tree(self):
        draft = self.new_version()
        draft.gate_ids.criterion_id.write({"kind": "all", "child_ids": [(0, 0, {"fact": "veto", "value": "yes"})]})
        leaf = draft.gate_ids.criterion_id.child_ids
        self.as_office(draft).action_activate()
        self.open_cycle(scheme_id=draft.id)
        with self.assertRaises(UserError), self.cr.savepoint():
            self.as_office(leaf).value = "no"

    def test_a_part_cannot_be_moved_into_a_frozen_scheme(self):
        draft = self.new_version()
        self.open_cycle()
        with self.assertRaises(UserError), self.cr.savepoint():
            self.as_office(draft.consequence_ids[0]).scheme_id = self.scheme

    def test_a_new_version_is_complete_and_independent(self):
        """Component tree, scales and criteria are its own; what is changed in it leaves the old one as it was."""
        old, new = self.scheme, self.new_version()
        self.assertEqual((new.version, new.previous_id, new.state), (2, old, "draft"))
        self.assertEqual([part.name for part in new.component_ids], [part.name for part in old.component_ids])
        self.assertEqual(new.component_ids.parent_id.scheme_id, new)
        self.assertEqual(len(new.component_ids.parent_id), 1)
        for name in ("quota_ids", "gate_ids", "scope_ids", "period_ids", "document_ids", "consequence_ids"):
            self.assertEqual(len(new[name]), len(old[name]), name)
        self.assertEqual(len(new.document_ids.section_ids), 5)
        for path in (
            "result_scale_id",
            "component_ids.scale_id",
            "period_ids.scale_id",
            "quota_ids.grade_id",
            "default_grade_id",
            "gate_ids.criterion_id",
            "scope_ids.criterion_id",
            "consequence_ids.criterion_id",
        ):
            self.assertFalse(new.mapped(path) & old.mapped(path), path)
        self.assertEqual(new.period_ids.scale_id, new.component_ids.filtered(lambda part: part.code == "half").scale_id)
        new.component_ids.scale_id.grade_ids.filtered(lambda grade: grade.code == "good").coefficient = 0.85
        self.assertEqual(self.grade(old.component_ids[1].scale_id, "良好").coefficient, 0.8)

    def test_the_engine_reads_both_alike(self):
        """But for its keys a new version says the same."""
        old, new = self.scheme._engine_scheme(), self.new_version()._engine_scheme()
        for name in ("code", "weight", "method", "tie_break", "maximum"):
            self.assertEqual(
                [getattr(part, name) for part in new.components], [getattr(part, name) for part in old.components]
            )
        self.assertEqual([grade.value for grade in new.scale.grades], [grade.value for grade in old.scale.grades])

    def test_one_draft_at_a_time_and_the_old_one_retires(self):
        new = self.new_version()
        with self.assertRaisesRegex(UserError, "draft"):
            self.as_office(self.scheme).action_new_version()
        self.as_office(new).action_activate()
        self.assertEqual((new.state, self.scheme.state), ("active", "retired"))
        with self.assertRaises(UserError):
            self.open_cycle(scheme_id=self.scheme.id)
        self.assertTrue(self.open_cycle(scheme_id=new.id))

    def test_a_copy_is_a_draft_of_its_own(self):
        copy = self.as_office(self.scheme).copy()
        self.assertEqual((copy.state, copy.version), ("draft", 1))
        self.assertNotEqual(copy.code, self.scheme.code)
        self.assertEqual(copy.component_ids.parent_id.scheme_id, copy)

    def test_two_copies_in_a_row(self):
        """Each has a code and a name of its own; two versions of one scheme are copied at once, too."""
        scheme = self.as_office(self.scheme)
        copies = scheme.copy() | scheme.copy() | scheme.copy()
        self.assertEqual(len(set(copies.mapped("code"))), 3)
        self.assertEqual(len(set(copies.mapped("name"))), 3)
        self.assertNotIn(scheme.code, copies.mapped("code"))
        both = (scheme | self.new_version()).copy()
        self.assertEqual(len({*copies.mapped("code"), *both.mapped("code")}), 5)
        again = self.env["cadre.scheme"].browse(scheme.action_copy()["res_id"])
        self.assertNotIn(again.code, (copies | both).mapped("code"))

    def test_a_copy_with_a_given_code(self):
        """What is asked for is taken; a code in use is refused in words, and nothing is left behind."""
        scheme = self.as_office(self.scheme)
        copy = scheme.copy({"code": "OURS", "name": "我单位考核方案"})
        self.assertEqual((copy.code, copy.name, copy.version), ("OURS", "我单位考核方案", 1))
        self.assertEqual(scheme.copy({"code": "OURS-2"}).name, f"{scheme.name} (copy)")
        before = self.env["cadre.scheme"].search_count([])
        with self.assertRaisesRegex(UserError, "OURS"), self.cr.savepoint():
            scheme.copy({"code": "OURS"})
        self.assertEqual(self.env["cadre.scheme"].search_count([]), before)

    def test_states_are_not_written(self):
        """By field, by default, by a copy or by somebody who is not of the office."""
        draft = self.as_office(self.new_version())
        with self.assertRaises(AccessError):
            draft.state = "active"
        with self.assertRaises(AccessError):
            draft.version = 7
        born = draft.with_context(default_state="active").create(
            {
                "name": "x",
                "code": "x",
                "regulation_id": draft.regulation_id.id,
                "result_scale_id": draft.result_scale_id.id,
            }
        )
        self.assertEqual(born.state, "draft")
        with self.assertRaises(AccessError):
            draft.copy({"state": "active"})
        for user in (self.person_user, self.leader_user, self.decider_user, self.auditor_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                draft.with_user(user).action_activate()

    def test_what_was_in_force_is_not_deleted(self):
        with self.assertRaisesRegex(UserError, "retire"):
            self.as_office(self.scheme).unlink()
