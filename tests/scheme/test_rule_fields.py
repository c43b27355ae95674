"""Every rule of a scheme is within reach of an officer: on the form, and in the file. (One test for every field.)"""

import base64
import re

from lxml import etree
from odoo import Command, models
from odoo.addons.cadre_assessment.models.scheme.exchange import CATEGORY, PLAIN, STAY, travelling
from odoo.exceptions import UserError, ValidationError
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from ..common import CadreCase

REGULATIONS = ("regulation_s0", "regulation_s1", "regulation_s2a", "regulation_s2b", "regulation_s3", "regulation_s4p8")
OF_SELECTION = tuple(f"regulation_s4{one}" for one in ("law", "p1", "p10", "p11", "p2", "p4a", "p4b", "p9", "rank"))
"""Regulations that say how posts are filled: their procedures."""
OF_THE_LAW = ("regulation_o09",)
"""What the law lets follow from a grade, to be switched on rule by rule; it quotes no regulation."""
ROOTS = {"cadre.regulation": None, "cadre.scheme": "regulation_id", "cadre.scale": None, "cadre.criterion": "parent_id"}
NO = {"1", "True", "true"}


class RuleFields(CadreCase):
    def parts(self):
        """{model: field that says which whole a part of it belongs to} of everything a regulation consists of."""
        found, todo = dict(ROOTS), list(ROOTS)
        while todo:
            model = self.env[todo.pop()]
            for name in travelling(model, found[model._name]):
                field = model._fields[name]
                if field.type == "one2many" and field.comodel_name not in found:
                    found[field.comodel_name] = field.inverse_name
                    todo.append(field.comodel_name)
        return found

    def records(self, record, inverse=None, seen=None):
        """(record, field of its whole) of everything a regulation consists of, in the order of the file."""
        seen = set() if seen is None else seen
        if (record._name, record.id) in seen:
            return
        seen.add((record._name, record.id))
        yield record, inverse
        if record._name == "cadre.regulation":
            for scheme in record._schemes_to_export():
                yield from self.records(scheme, "regulation_id", seen)
        for name in travelling(record, inverse):
            field = record._fields[name]
            if field.type == "one2many":
                for part in record[name]:
                    yield from self.records(part, field.inverse_name, seen)
            elif field.type == "many2one" and field.comodel_name in ROOTS and field.comodel_name != "cadre.scheme":
                for part in record[name]:
                    yield from self.records(part, ROOTS[field.comodel_name], seen)

    def compare(self, one, other, inverse):
        """The same value in every field; returns the names of the links that say something."""
        said = set()
        for name in travelling(one, inverse):
            field = one._fields[name]
            mine, theirs = one[name], other[name]
            where = f"{one._name}.{name}"
            if field.type == "one2many":
                self.assertEqual(len(mine), len(theirs), where)
            elif field.type in PLAIN:
                if not (name == "code" and one._name in ("cadre.scheme", "cadre.regulation")):
                    self.assertEqual(theirs, mine, where)
            else:
                said |= {where} if mine else set()
                if field.comodel_name in (CATEGORY, "cadre.body"):
                    self.assertEqual(theirs, mine, where)
                elif field.comodel_name == "cadre.scheme":
                    self.assertEqual(len(theirs), len(mine), where)
                elif "code" in mine._fields:
                    self.assertEqual(theirs.mapped("code"), mine.mapped("code"), where)
                else:
                    self.assertEqual(len(theirs), len(mine), where)
        return said


class TestOnTheForm(RuleFields):
    """What stands in a file can be entered by hand."""

    def editable(self, model, node, found):
        """Fields of ``model`` that can be changed below a node of a view, and so on into the parts."""
        for child in node:
            if child.tag != "field":
                self.editable(model, child, found)
                continue
            field = self.env[model]._fields[child.get("name")]
            locked = child.get("readonly") in NO or child.get("invisible") in NO or child.get("column_invisible") in NO
            if not locked:
                found.setdefault(model, set()).add(field.name)
            if field.type == "one2many" and not locked:
                self.editable_part(field.comodel_name, child, found)

    def editable_part(self, model, node, found):
        rows, form = node.find("list"), node.find("form")
        if rows is None and form is None:
            rows = self.arch(model, "list")
        if rows is not None and rows.get("editable"):
            self.editable(model, rows, found)
        elif model not in found:
            found[model] = set()
            self.editable(model, form if form is not None else self.arch(model, "form"), found)

    def arch(self, model, kind):
        return etree.fromstring(self.env[model].with_user(self.officer_user).get_view(view_type=kind)["arch"])

    def test_every_field_of_a_rule_can_be_edited(self):
        found = {}
        for model in ROOTS:
            self.editable(model, self.arch(model, "form"), found)
        missing = {
            f"{model}.{name}"
            for model, inverse in self.parts().items()
            for name in travelling(self.env[model], inverse)
            if name not in found.get(model, ())
        }
        self.assertEqual(missing, set())


class TestInTheFile(RuleFields):
    """What can be entered stands in the file, whatever its value."""

    def test_every_stored_field_travels_or_belongs_to_the_house(self):
        stays = set()
        for model, inverse in self.parts().items():
            known = set(travelling(self.env[model], inverse))
            for name, field in self.env[model]._fields.items():
                own = field.store and not field.related and name not in {*known, inverse, *STAY}
                if own and name not in models.MAGIC_COLUMNS and not (field.compute and field.readonly):
                    stays.add(f"{model}.{name}")
        chatter = {one for one in stays if re.search(r"\.(message_|activity_|website_message|my_)", one)}
        upwards = {
            "cadre.regulation.scheme_ids",  # its schemes are a list of the file
            "cadre.scheme.cap.adjustment_ids",  # the lines of the tariff say it
            "cadre.criterion.parent_id",  # its place in the file says it
        }  # fmt: skip
        backwards = {one for one in stays if one.split(".")[-1] in ("child_ids", "item_ids")}
        self.assertEqual(stays - chatter - upwards - backwards, set())
        stored = {name for model in self.parts() for name in self.env[model]._fields}
        self.assertEqual(set(STAY) - stored, set(), "an exception that excepts nothing")
        self.assertTrue(all(STAY.values()), "every exception says why")

    def bring_in(self, regulation, code):
        file = base64.b64encode(regulation._export_text().encode())
        wizard = self.env["cadre.regulation.import"].with_user(self.officer_user).create({"file": file, "code": code})
        return self.env["cadre.regulation"].with_user(self.officer_user).browse(wizard.action_import()["res_id"])

    def test_every_value_comes_back(self):
        """Every plain value and every word of every kind of rule is changed, once; the file brings the change back."""
        todo, refused, unset = self.parts(), set(), set()
        links = {
            f"{model}.{name}"
            for model, inverse in todo.items()
            for name in travelling(self.env[model], inverse)
            if self.env[model]._fields[name].type in ("many2one", "many2many")
        }
        unset |= links
        for name in REGULATIONS:
            shipped = self.env.ref(f"regulations.{name}").with_user(self.officer_user)
            mine = self.bring_in(shipped, f"MINE-{shipped.code}")
            self.weigh_a_layer(mine)
            for record, inverse in list(self.records(mine)):
                if record._name in todo:
                    todo.pop(record._name)
                    refused |= self.change(record, inverse)
            theirs = self.bring_in(mine, f"THEIRS-{shipped.code}")
            for one, other in zip(self.records(mine), self.records(theirs), strict=True):
                unset -= self.compare(one[0], other[0], one[1])
        self.assertEqual(todo, {}, "every kind of rule is in one of the shipped regulations")
        self.assertEqual(refused, set(), "some other value is possible for every field")
        self.assertEqual(unset, set(), "every link was there once")

    def weigh_a_layer(self, regulation):
        """The one kind of rule that no shipped regulation has."""
        layer = self.category("layer", "county")
        for voters in regulation.scheme_ids.component_ids.voters_ids[:1]:
            voters.layer_weight_ids = [Command.create({"layer_id": layer.id, "weight": 2})]

    def change(self, record, inverse):
        """Give every field of a rule another value; returns the names of those that took none."""
        refused = set()
        for name in travelling(record, inverse):
            field = record._fields[name]
            if name == "code" and record._name in ("cadre.scheme", "cadre.regulation"):
                continue  # the import sets them
            if field.type in PLAIN or field.comodel_name in (CATEGORY, "cadre.body"):
                taken = any(self.accepted(record, name, value) for value in self.others(record, field))
                if not taken and field.type != "many2one":  # a quota is of a grade or of an award
                    refused.add(f"{record._name}.{name}")
        return refused

    def others(self, record, field):
        now = record[field.name]
        if field.type == "boolean":
            return [not now]
        if field.type in ("integer", "float"):
            return [now + 1, 0.25 if field.type == "float" else 1, 0.5, 2]
        if field.type == "selection":
            return [value for value in field.get_values(self.env) if value != now]
        if field.type == "date":
            return ["2020-02-29"]
        if field.type in ("char", "text"):
            return [f"{now or ''}x", "42", "yes"]
        if field.comodel_name == "cadre.body":
            return [self.leading_body.id]
        kind = re.search(r"'kind', '=', '(\w+)'", str(field.domain))
        words = self.env[CATEGORY].search([("kind", "=", kind[1])] if kind else [], limit=5)
        if field.type == "many2many":
            return [[Command.set(word.ids)] for word in words]
        return (words - now).ids

    def accepted(self, record, name, value):
        before = record[name]
        try:
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                record.with_user(self.officer_user)[name] = value
                self.env.flush_all()
        except (UserError, ValidationError, IntegrityError, ValueError):
            self.env.invalidate_all()
            return False
        return record[name] != before
