"""A paper that a step asks for, on a candidate or of the whole selection: never written or read by whom it is about."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..clock import today_of
from ..guard import Step, guarded
from .words import AUTHORS


class CadreCandidatePaper(models.Model):
    """Written by a body or a user; the one it is about neither reads nor writes it."""

    _name = "cadre.candidate.paper"
    _description = "Paper of a Selection"
    _inherit = ["cadre.of.candidate.mixin", "cadre.paper"]
    _order = "selection_id, step_id, id"

    _guarded = frozenset({"signer_ids", "selection_id", "candidate_id", "step_id", "rule_id"})
    _steps = (
        Step("submit", ("draft",), "submitted", "_may_submit", whose="_authors"),
        Step("sign", ("submitted",), None, "_may_sign"),
    )

    selection_id = fields.Many2one("cadre.selection", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="selection_id.company_id", store=True, index=True)
    step_id = fields.Many2one("cadre.selection.step", string="For the Step", ondelete="cascade", index=True)
    rule_id = fields.Many2one("cadre.procedure.paper", string="Asked for by", ondelete="restrict", index=True)
    candidate_id = fields.Many2one("cadre.candidate", ondelete="cascade", index="btree_not_null", string="On")
    employee_id = fields.Many2one(related="candidate_id.employee_id", store=True, index="btree_not_null")
    user_id = fields.Many2one(related="candidate_id.user_id", store=True, index="btree_not_null", string="Whose User")
    author = fields.Selection(AUTHORS, string="Written by", required=True, default="office", readonly=True)
    author_body_id = fields.Many2one("cadre.body", string="Body That Writes", readonly=True, index="btree_not_null")
    author_id = fields.Many2one(
        "res.users", string="Writer", index="btree_not_null", help="Who writes it; empty: any member of the body."
    )
    signatures = fields.Integer(related="rule_id.signatures")
    signer_ids = fields.Many2many(
        "res.users", "cadre_candidate_paper_signer_rel", string="Signed by", readonly=True, copy=False
    )
    scan_ids = fields.Many2many(
        "ir.attachment",
        "cadre_candidate_paper_scan_rel",
        string="Scans and Photographs",
        copy=False,
        help="The paper as it was signed, page by page.",
    )
    section_ids = fields.One2many("cadre.candidate.section", "paper_id", string="Sections")

    _once = models.UniqueIndex(
        "(step_id, rule_id, COALESCE(candidate_id, 0))", "This paper of the step is there already."
    )

    # -- whose work ------------------------------------------------------------------------------------------------
    def _authors(self):
        paper = self.sudo()
        if paper.author_id:
            return paper.author_id
        body = paper.author_body_id or paper.selection_id.office_body_id
        return body._members_on(today_of(paper)).user_id

    def _may_sign(self):
        """A member of the body that writes it, once."""
        return self.env.user in self.sudo()._authors() - self.sudo().signer_ids and not self._is_own()

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_submit(self):
        """Handed in, and signed by who hands it in."""
        result = super().action_submit()
        for paper in self:
            guarded(paper.sudo()).signer_ids |= self.env.user
        return result

    def action_sign(self):
        for paper in self:
            paper._refuse_step("sign", access="read")
            guarded(paper.sudo()).signer_ids |= self.env.user
            paper.sudo().message_post(body=self.env._("Signed by %(user)s", user=self.env.user._cadre_name()))
        return True

    def _reason_return(self, reason):
        result = super()._reason_return(reason)
        guarded(self.sudo()).write({"signer_ids": [(5, 0, 0)]})
        return result

    # -- business --------------------------------------------------------------------------------------------------
    @api.model
    def _make_for(self, step):
        """The papers that the template asks for and that are not there yet."""
        step = guarded(step.sudo())
        selection, field = step.selection_id, step._field()
        bodies = {"group": selection.group_body_id, "discipline": selection.discipline_body_id}
        there = {(paper.rule_id, paper.candidate_id) for paper in step.paper_ids}
        step.paper_ids.create(
            [
                {
                    "name": rule.name,
                    "selection_id": selection.id,
                    "step_id": step.id,
                    "rule_id": rule.id,
                    "candidate_id": one.id,
                    "author": rule.author,
                    "author_body_id": bodies.get(rule.author, selection.office_body_id).id,
                    "section_ids": [
                        (0, 0, {"name": section.name, "required": section.required, "sequence": section.sequence})
                        for section in rule.section_ids
                    ],
                }
                for rule in step.rule_id.paper_ids
                for one in (field if rule.each else [field.browse()])
                if (rule, one) not in there
            ]
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_asked(self):
        if not self._is_trusted():
            raise UserError(self.env._("The procedure asks for this paper: it stays."))
