"""The server alone writes stored related, computed and read-only fields: of every model, over real RPC.

The sweep walks every such field of every model of ours, and our fields on Odoo's models: the office and somebody
without a role send another value in write and create. The tables say whether it stands there afterwards.
"""

from datetime import timedelta

from odoo.addons.cadre_assessment.models.guard.kept import MODULES
from odoo.tests import tagged

from .year import SweepCase


@tagged("post_install", "-at_install")
class TestKeptFields(SweepCase):
    """Odoo takes read-only values from any client; we do not."""

    def _other(self, record, field):
        """A value that is not what stands there."""
        value = record[field.name]
        kind = field.type
        if kind == "many2one":
            comodel = self.env[field.comodel_name].sudo().with_context(active_test=False)
            return comodel.search([("id", "!=", value.id)], limit=1).id or 0
        if kind == "selection":
            keys = [key for key, _label in field._description_selection(self.env)]
            return next((key for key in keys if key != value), "x")
        if kind == "date":
            return str(value - timedelta(days=1) if value else "1999-01-01")
        if kind in ("integer", "float"):
            return value + 1
        return {
            "boolean": not value,
            "datetime": "1999-01-01 00:00:00",
            "json": {"forged": 1},
            "one2many": [[5, 0, 0]],
            "many2many": [[5, 0, 0]],
        }.get(kind, "伪造")

    def _office_of(self, name):
        """The office that writes records of the model, so that it is its fields that are refused, and not all of it."""
        offices = (self.officer_user, self.selection_user)
        return next((user for user in offices if self.env[name].with_user(user).has_access("write")), offices[0])

    def test_every_field_of_every_model(self):
        """Write and create by the office and by nobody in particular are refused, and nothing moved."""
        asked, moved, empty = 0, [], []
        for name in sorted(self.env.registry.models):
            model = self.env[name].sudo()
            kept = model._kept_names()
            if model._abstract or model._transient or not model._auto or not kept:
                continue
            record = model.with_context(active_test=False).search([], limit=1)
            if not record:
                empty.append(name)
                continue
            fresh = self._fresh(name, record)
            office = self._office_of(name)
            for field in sorted(kept):
                value = self._other(record, model._fields[field])
                stands = record[field]
                users = (office, self.plain_user) if field == min(kept) else (office,)
                for user in users:  # who may write nothing of the model is asked once
                    asked += 1
                    with self.quiet():
                        wrote = self._call(user, name, "write", record.ids, {field: value})
                        made = self._call(user, name, "create", [{**fresh, field: value}])
                    self.env.invalidate_all()
                    if wrote or made or record[field] != stands:
                        moved.append(f"{name}.{field} = {value!r} by {user.login} (write {wrote}, create {made})")
        self.assertFalse(moved)
        self.assertGreater(asked, 350)
        self.assertFalse([name for name in empty if name in self.guarded_models])

    def test_our_fields_on_odoo_s_models(self):
        """They are among them."""
        names = {name for name in self.env.registry.models if self.env[name]._kept_names()}
        self.assertIn("hr.department", names)
        for name in names:
            if not name.startswith("cadre."):
                for field in self.env[name]._kept_names():
                    self.assertLessEqual(set(self.env[name]._fields[field]._modules), MODULES)

    def test_named(self):
        """The head of a body, the company of a posting and of a family member (issue 9)."""
        member = self.leading_body.member_ids.filtered(lambda one: one.role == "chair")
        posting = self.env["cadre.posting"].search([("employee_id", "=", self.officer.id)])
        education = self.env["cadre.education"].search([("employee_id", "=", self.person.id)])
        company = self.env["res.company"].create({"name": "别的单位"})
        for record, values in (
            (member, {"user_id": self.officer_user.id}),
            (posting, {"company_id": company.id}),
            (education, {"company_id": company.id}),
        ):
            with self.quiet(), self.subTest(model=record._name):
                self.assertFalse(self._call(self.manager_user, record._name, "write", record.ids, values))
        self.env.invalidate_all()
        self.assertEqual(member.user_id, self.decider_user)
        same = {"user_id": self.decider_user.id, "sequence": 3}
        self.assertTrue(self._call(self.manager_user, "cadre.body.member", "write", member.ids, same))
