"""Procedures belong to a regulation, travel in its file and come in with it."""

from odoo import fields, models

from ..guard import guarded
from ..listing import listed
from ..scheme.exchange import SCHEME
from ..scheme.exchange_reader import Reader

PROCEDURES = "procedures"


class CadreRegulation(models.Model):
    _inherit = "cadre.regulation"

    procedure_ids = fields.One2many("cadre.procedure", "regulation_id", string="Procedures")
    procedure_count = fields.Integer(compute="_compute_procedure_count")

    def _compute_procedure_count(self):
        counts = dict(
            self.env["cadre.procedure"]._read_group([("regulation_id", "in", self.ids)], ["regulation_id"], ["__count"])
        )
        for regulation in self:
            regulation.procedure_count = counts.get(regulation, 0)

    def action_procedures(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_procedure_action")
        return {**action, "domain": [("regulation_id", "=", self.id)], "context": {"default_regulation_id": self.id}}

    def _rules(self):
        return [*super()._rules(), self.procedure_ids]

    def _parts_to_export(self, writer):
        """Of each procedure the version in force, else the newest."""
        found = super()._parts_to_export(writer)

        def newest(procedures):
            in_force = procedures.filtered(lambda one: one.state == "active")
            return (in_force or procedures).sorted("version")[-1:]

        alive = self.procedure_ids.filtered(lambda one: one.state != "retired")
        chosen = self.env["cadre.procedure"].union(*map(newest, alive.grouped("code").values()))
        chosen = chosen.sorted(lambda one: (one.sequence, one.code))
        if chosen:
            found[PROCEDURES] = [writer.record(one, "regulation_id") for one in chosen]
        return found

    def _linked(self, scheme, model, name, schemes, codes):
        """The score of a procedure is a scheme of the same file, here under the code it has in this house.

        Of several versions the newest: what is taken over together speaks of each other.
        """
        if scheme._name == "cadre.procedure" and model == SCHEME:
            here = scheme.regulation_id.scheme_ids.filtered(lambda one: one.state != "retired")
            here = here.filtered(lambda one: name == (one.origin or one.code))
            return here.sorted(lambda one: (bool(one.company_id), one.version))[-1:]
        return super()._linked(scheme, model, name, schemes, codes)

    def _part_keys(self):
        return super()._part_keys() | {PROCEDURES}

    def _import_parts(self, reader, data):
        """Read before anything is made: the procedures of the file."""
        made = super()._import_parts(reader, data)
        inner = Reader(self.env, reader.company, reader.known)
        inner.quoted = reader.quoted
        read = inner.list_of(self.env["cadre.procedure"], data.get(PROCEDURES, []), PROCEDURES, "regulation_id", ())
        reader.faults += inner.faults
        return {**made, PROCEDURES: (inner, read)}

    def _make_parts(self, reader, regulation, old, parts):
        """Drafts, whose steps then find each other; steps that wait for themselves are refused."""
        super()._make_parts(reader, regulation, old, parts)
        inner, read = parts[PROCEDURES]
        if not read:
            return
        codes = {values["code"]: regulation._own_code(values["code"], old) for values in read}
        Procedure = self.env["cadre.procedure"]
        taken = Procedure.search(
            [("code", "in", list(codes.values())), ("company_id", "in", [False, self.env.company.id])]
        )
        if taken:
            text = self.env._(
                "there are procedures with the codes %(codes)s: give the regulation another code",
                codes=listed(self.env, taken.mapped("code")),
            )
            reader.fault(PROCEDURES, text)
            return
        made = guarded(Procedure).create(
            [{**values, "code": codes[values["code"]], "regulation_id": regulation.id} for values in read]
        )
        regulation._say_origin(made, read)
        regulation._link_parts(inner, made, {}, PROCEDURES)
        reader.faults += inner.faults
        for number, one in enumerate(made, 1):
            for problem in one._faults_of_file():
                reader.fault(f"{PROCEDURES}[{number}]", problem)
