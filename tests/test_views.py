"""Somebody has designed what opens: sweeps over the views of every model."""

import ast

from lxml import etree
from odoo.tools.safe_eval import safe_eval

from .common import CadreCase


class TestViews(CadreCase):
    """Whatever can be opened has a form of its own: the framework's default form shows technical fields."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.forms = []
        for view in cls.env["ir.ui.view"].search([("model", "=like", "cadre.%"), ("type", "=", "form")]):
            model = cls.env[view.model]
            # as the client gets it, with what other views add, and once per window
            if not view.inherit_id and not model._abstract:
                arch = model.get_view(view_id=view.id, view_type="form")["arch"]
                cls.forms.append((view, etree.fromstring(arch)))

    def _designed(self, name):
        return bool(self.env[name].get_view(view_type="form")["id"])

    def _fields_of(self, view, tree):
        """(node, field) of the form's own fields and of those of the lists in it."""

        def walk(parent, model):
            for node in parent:
                field = model._fields.get(node.get("name")) if node.tag == "field" else None
                if field is not None:
                    yield node, field
                inside = self.env[field.comodel_name] if field is not None and field.comodel_name in self.env else model
                yield from walk(node, inside)

        yield from walk(tree, self.env[view.model])

    def test_lines_open_a_designed_form(self):
        """A row of a list in a form is written in place, or what it opens was designed: inside the form or for all."""
        missing = set()
        for view, tree in self.forms:
            for node, field in self._fields_of(view, tree):
                lines = node.find("list")
                if field.type != "one2many" or lines is None or not field.comodel_name.startswith("cadre."):
                    continue
                closed = lines.get("editable") or lines.get("no_open") or node.find("form") is not None
                if not closed and not self._designed(field.comodel_name):
                    missing.add(f"{view.name}: {field.name} ({field.comodel_name})")
        self.assertEqual(sorted(missing), [])

    def test_links_open_a_designed_form(self):
        """A link to another record opens a designed form, or says that it does not open."""
        missing = set()
        for view, tree in self.forms:
            for node, field in self._fields_of(view, tree):
                if field.type != "many2one" or not field.comodel_name.startswith("cadre.") or node.get("widget"):
                    continue
                if node.get("invisible") in ("1", "True") or node.get("column_invisible") in ("1", "True"):
                    continue
                options = ast.literal_eval(node.get("options") or "{}")
                if not options.get("no_open") and not self._designed(field.comodel_name):
                    missing.add(f"{view.name}: {field.name} ({field.comodel_name})")
        self.assertEqual(sorted(missing), [])

    def test_what_is_odoos_opens_no_default_form(self):
        """People and units, as our menus and links open them, with whatever Odoo's own modules add to them."""
        missing, seen = set(), 0
        for name, xmlid in (("hr.employee", "hr_employee_action"), ("hr.department", "hr_department_action")):
            action = self.env.ref(f"cadre_assessment.{xmlid}")
            view = self.env["ir.ui.view"].browse({kind: number for number, kind in action.views}["form"])
            officer = self.env[name].with_user(self.manager_user)
            self.assertEqual(officer.get_formview_id(), view.id, "links open the page of the menu")
            self.assertNotEqual(self.env[name].with_user(self.plain_user).get_formview_id(), view.id)
            tree = etree.fromstring(officer.get_view(view.id, "form")["arch"])
            for node, field in self._fields_of(view, tree):
                if field.name == "version_ids":
                    self.assertIsNotNone(node.find("form"), "a row is a post, and no template of a contract")
                if field.type != "many2one" or node.get("invisible") in ("1", "True"):
                    continue
                seen += 1
                options = safe_eval(node.get("options") or "{}", {"true": True, "false": False})
                if not options.get("no_open") and not self._designed(field.comodel_name):
                    missing.add(f"{view.name}: {field.name} ({field.comodel_name})")
        self.assertEqual(sorted(missing), [])
        self.assertGreater(seen, 5)

    def test_buttons_take_records(self):
        """A button sends the ids of the records: its method is there, public, and takes them (no @api.model)."""
        wrong = []
        for view in self.env["ir.ui.view"].search([("model", "=like", "cadre.%")]):
            if view.inherit_id or self.env[view.model]._abstract or view.type == "search":
                continue
            tree = etree.fromstring(self.env[view.model].get_view(view_id=view.id, view_type=view.type)["arch"])
            for button, model in self._buttons(tree, self.env[view.model]):
                method = getattr(type(model), button.get("name"), None)
                if method is None or button.get("name").startswith("_") or getattr(method, "_api_model", False):
                    wrong.append(f"{view.name}: {model._name}.{button.get('name')}")
        self.assertEqual(wrong, [])

    def _buttons(self, node, model):
        for child in node:
            if child.tag == "button" and child.get("type") == "object":
                yield child, model
            field = model._fields.get(child.get("name")) if child.tag == "field" else None
            inside = self.env[field.comodel_name] if field is not None and field.comodel_name in self.env else model
            yield from self._buttons(child, inside)

    def test_a_new_record_knows_its_company(self):
        """With nothing chosen yet the lists of choice offer what the user's company has: the form knows the company."""
        for model in self._with_chosen_owner():
            fresh = model.with_user(self.officer_user).onchange({}, [], {"company_id": {}, "display_name": {}})["value"]
            self.assertEqual(fresh.get("company_id"), self.company.id, model._name)

    def _with_chosen_owner(self):
        """Models whose New form asks for an owner (a cycle, a person) from which the company follows."""
        for name in sorted(self.env.registry):
            model = self.env[name]
            if not name.startswith("cadre.") or model._abstract or model._transient:
                continue
            field = model._fields.get("company_id")
            if field is None or not field.compute or field.related:
                continue
            if model.with_user(self.officer_user).has_access("create"):
                yield model
