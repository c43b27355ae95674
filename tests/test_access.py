"""Every role has exactly the rights that docs/access.md says, model by model and operation by operation."""

import pathlib
import re

from odoo.tests import TransactionCase

TABLE = pathlib.Path(__file__).parents[1] / "docs" / "access.md"
OPERATIONS = {"r": "read", "w": "write", "c": "create", "d": "unlink"}
ROLES = ("user", "section_head", "leader", "decider", "discipline", "auditor", "officer", "selection", "manager")


def read_table():
    """{(model, role): rights} as written in the document."""
    rows = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 7 and re.match(r"cadre\.", cells[2]):
            rows[cells[2], cells[3]] = cells[4].replace("-", "")
    return rows


class TestAccessTable(TransactionCase):
    """The table is the promise; the groups, ACLs and rules are what keeps it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.table = read_table()
        cls.users = {}
        for role in ROLES:
            group = cls.env.ref(f"cadre_assessment.group_cadre_{role}")
            cls.users[role] = cls.env["res.users"].create(
                {"name": f"Access {role}", "login": f"access_{role}", "group_ids": [(6, 0, group.ids)]}
            )
        cls.users["anybody"] = cls.env["res.users"].create(
            {
                "name": "Access nobody",
                "login": "access_nobody",
                "group_ids": [(6, 0, cls.env.ref("base.group_user").ids)],
            }
        )

    def _promised(self, model, role):
        user = self.users[role]
        mine = {other for other in ROLES if user.has_group(f"cadre_assessment.group_cadre_{other}")} | {"anybody"}
        return set().union(*(set(self.table.get((model, other), "")) for other in mine))

    def _models(self):
        return sorted(
            name
            for name, model in self.env.registry.models.items()
            if name.startswith("cadre.") and not model._abstract and not model._transient
        )

    def test_every_model_stands_in_the_table(self):
        """A model without a line would be one whose access nobody thought about."""
        missing = set(self._models()) - {model for model, _role in self.table}
        self.assertFalse(missing, "docs/access.md does not speak of these models")

    def test_rights_are_those_of_the_table(self):
        """Role × model × operation: what is written is granted, and nothing else is."""
        wrong = []
        for model in self._models():
            for role, user in self.users.items():
                promised = self._promised(model, role)
                for letter, operation in OPERATIONS.items():
                    has = self.env[model].with_user(user).browse().has_access(operation)
                    if has != (letter in promised):
                        wrong.append(f"{model}: {role} may {'' if has else 'not '}{operation}")
        self.assertEqual(wrong, [])

    def test_every_model_of_a_company_has_a_company_rule(self):
        """Two counties in one database do not see each other's people."""
        without = []
        for name in self._models():
            if "company_id" in self.env[name]._fields:
                rules = self.env["ir.rule"].search([("model_id.model", "=", name), ("groups", "=", False)])
                if not any("company_ids" in rule.domain_force for rule in rules):
                    without.append(name)
        self.assertEqual(without, [])
