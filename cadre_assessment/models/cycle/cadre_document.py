"""A paper that is owed: by whom, what it says, when it was handed in and filed."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..company import company_of
from ..states import RUNNING
from ..subject import SUBJECT


class CadreDocument(models.Model):
    """A paper of one person (述职述廉报告): written by the person, filed by the office (S0-22, S0-23, S0-25).

    What the office writes itself (:mod:`.office_papers`) is about a unit, a group of units or the whole cycle.
    """

    _name = "cadre.document"
    _description = "Paper Handed In"
    _inherit = ["cadre.urged.mixin", "cadre.subject.mixin", "cadre.paper"]
    _check_company_auto = True
    _order = "cycle_id, employee_id, id"

    _guarded = SUBJECT | {"cycle_id", "rule_id", "employee_name", "period_id", "group_id", "number"}
    _own_work = frozenset({"write"})

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="cascade", index=True, check_company=True)
    company_id = company_of("cycle_id")
    rule_id = fields.Many2one("cadre.scheme.document", required=True, ondelete="restrict")
    employee_name = fields.Char(string="Name of the Subject", help="As of the day the cycle was opened.")
    period_id = fields.Many2one("cadre.period", ondelete="restrict")
    author = fields.Selection(related="rule_id.author", store=True)
    group_id = fields.Many2one(
        "cadre.category",
        string="Group of Units",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    number = fields.Integer(
        readonly=True, copy=False, aggregator=None, help="Of several of one kind that the office adds as needed."
    )
    section_ids = fields.One2many("cadre.document.section", "document_id", copy=True)
    recipient_ids = fields.One2many("cadre.document.recipient", "document_id", copy=False)
    characters = fields.Integer(compute="_compute_characters", help="How long it is now, without blanks.")
    length_text = fields.Char(
        compute="_compute_characters", string="Length", help="How long it is to be, where it is not (S3-29)."
    )
    length_reason = fields.Char(
        string="Why Another Length", copy=False, help="Asked for where the paper is much longer or shorter (S3-29)."
    )

    _once = models.UniqueIndex(
        "(cycle_id, rule_id, COALESCE(employee_id, 0), COALESCE(subject_unit_id, 0), COALESCE(period_id, 0), "
        "COALESCE(group_id, 0), COALESCE(number, 0))",
        "This paper exists already.",
    )
    _one_subject = models.Constraint(
        "CHECK(num_nonnulls(employee_id, subject_unit_id) = 1 "
        "OR (author = 'office' AND num_nonnulls(employee_id, subject_unit_id) = 0))",
        "A paper is about a person or about a unit; what the office writes may be about neither.",
    )

    @api.depends("name", "employee_name", "period_id")
    def _compute_display_name(self):
        for paper in self:
            paper.display_name = " ".join(filter(None, (paper.employee_name, paper.period_id.name, paper.name)))

    @api.depends("author")
    def _compute_user_id(self):
        """What the office writes about a unit is not its head's to write, nor to read."""
        ours = self.filtered(lambda paper: paper.author == "office")
        ours.user_id = False
        return super(CadreDocument, self - ours)._compute_user_id()

    @api.depends("section_ids.text")
    def _compute_characters(self):
        for paper in self:
            rule = paper.sudo().rule_id
            written = sum(len("".join((section.text or "").split())) for section in paper.section_ids)
            paper.characters = written
            off = bool(rule.length) and abs(written - rule.length) * 100 > rule.length * rule.length_spread
            paper.length_text = off and self.env._(
                "about %(asked)s characters are asked for, it has %(written)s", asked=rule.length, written=written
            )

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_submit(self):
        """The office's papers first, and about as long as the scheme asks for."""
        for paper in self:
            paper._refuse_before()
        return super().action_submit()

    # -- business --------------------------------------------------------------------------------------------------
    def _is_writer(self):
        """Whether the current user writes this paper: the person, or the office for somebody without an account."""
        return self._acts_for_subject()

    def _may_submit(self):
        return self.sudo().cycle_id.state in RUNNING and self._is_writer()

    def _authors(self):
        """Whose work it is to write it."""
        return self.cycle_id._clerks() if self.author == "office" else self.user_id

    def _refuse_empty(self):
        result = super()._refuse_empty()
        self._refuse_length()
        return result

    def _refuse_length(self):
        """About 2500 characters, as a rule (S3-29): whoever writes much more or less says why; the office reads it."""
        if self.length_text and not (self.length_reason or "").strip():
            raise UserError(
                self.env._(
                    "%(paper)s: %(length)s. Write why under “Why Another Length”, then hand it in.",
                    paper=self.display_name,
                    length=self.length_text,
                )
            )


class CadreDocumentPartMixin(models.AbstractModel):
    """What stands in a paper: written by whom it is about."""

    _name = "cadre.document.part.mixin"
    _description = "Part of a Paper"
    _inherit = ["cadre.paper.part.mixin"]
    _order = "document_id, sequence, id"

    _guard_parent = "document_id"
    _own_work = frozenset({"write"})

    document_id = fields.Many2one("cadre.document", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="document_id.company_id", store=True, index=True)


class CadreDocumentSection(models.Model):
    _name = "cadre.document.section"
    _description = "Section of a Paper"
    _inherit = ["cadre.document.part.mixin", "cadre.paper.section.mixin"]
