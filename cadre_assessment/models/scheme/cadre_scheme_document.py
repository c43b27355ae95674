"""Papers that must be handed in: sections, copies, recipients."""

from datetime import timedelta

from odoo import fields, models

from .cadre_scheme_period import LEVELS
from .due import due_on

PURPOSES = [
    ("report", "Reported To"),
    ("filing", "Copy Filed With"),
    ("feedback", "Fed Back To"),
    ("circular", "Circulated To"),
    ("media", "Published In"),
    ("approval", "Approved by"),
]
"""What somebody gets a paper for: 报送、备案、反馈、通报、媒体公布、审定 (by the leader in charge of the units)."""


class CadreSchemeDocument(models.Model):
    _name = "cadre.scheme.document"
    _description = "Required Paper"
    _inherit = ["cadre.scheme.part.mixin", "cadre.own.choice.mixin"]
    _order = "scheme_id, sequence, id"

    scheme_id = fields.Many2one("cadre.scheme", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="scheme_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    level = fields.Selection(LEVELS, default="year", required=True, help="One for each period of this level.")
    author = fields.Selection(
        [("subject", "Whom It Is About"), ("office", "Assessment Office")],
        string="Written by",
        default="subject",
        required=True,
        help="What the organizers write (a circular, a feedback, a record of talks) is the office's own work.",
    )
    issuer = fields.Char(
        string="Issued by", help="In whose name the office writes it (S2A-47: 市委办公室、市政府办公室)."
    )
    each = fields.Selection(
        [
            ("cycle", "The Whole Cycle"),
            ("unit", "Each Unit"),
            ("group", "Each Group of Units"),
            ("entrusted", "Each Unit Entrusted with Assessing"),
        ],
        string="One for",
        default="cycle",
        required=True,
        help="Of what the office writes: one for each of these, in each period of the level.",
    )
    unit_category_ids = fields.Many2many(
        "cadre.category",
        "cadre_scheme_document_unit_rel",
        string="Kinds of Units",
        domain="[('kind', '=', 'unit')]",
        help="Of what the office writes for each unit: units of these kinds alone; empty: all.",
    )
    more = fields.Boolean(string="Further Ones", help="The office adds others whenever there is one (S1-05: 随时抽查).")
    due_month = fields.Integer(
        string="Due by (Month)", high=12, help="A day of its own (S3-14: 1); 0 = the day of its period."
    )
    due_day = fields.Integer(
        string="Day of That Month", high=31, help="The first such day after the end of the period (S3-14: 5)."
    )
    due_within = fields.Boolean(
        string="Within the Period",
        help="That day comes in the period itself, not after its end: targets are set at its beginning (S4-P8-09).",
    )
    after_code = fields.Char(
        string="Comes after",
        help="Code of the paper that must be done first (S3-38: the result is fed back before grades are proposed).",
    )
    before_decision = fields.Boolean(
        string="Before the Decision",
        help="Nobody decides before it is done (S2A-30: the leader in charge approves first).",
    )
    copies = fields.Integer(default=1, high=1000)
    recipients = fields.Char(help="As the regulation says it; who gets a report or a copy for filing stands below.")
    recipient_ids = fields.One2many("cadre.scheme.document.recipient", "document_id", copy=True)
    with_items = fields.Boolean(
        string="By Items", help="The paper reports on every item of the responsibility letter (S2A-10)."
    )
    criterion_id = fields.Many2one(
        "cadre.criterion",
        string="Owed by",
        ondelete="restrict",
        help="Whom it is required of (S3-05: people on a posting); empty: everybody.",
    )
    form = fields.Selection(
        [
            ("register", "Registration Form"),
            ("civil", "Registration Form of Civil Servants"),
            ("posted", "Registration Form of a Temporary Post"),
            ("daily", "Daily Evaluation"),
            ("proposals", "Proposals of Grades"),
            ("checklist", "List of Papers"),
        ],
        string="Printed as",
        help="The form that bears its name and number. Of a registration form its sections are the summary, one sheet "
        "printed on both sides (S3-31, S3-05).",
    )
    length = fields.Integer(help="About how many characters; 0 = free (S3-29: 2500).")
    length_spread = fields.Integer(
        string="Give or Take (%)",
        default=20,
        high=100,
        help="Who hands in a paper that is longer or shorter by more than this says why.",
    )
    section_ids = fields.One2many("cadre.scheme.document.section", "document_id", copy=True)
    rule_ref = fields.Char(string="Rules")

    _code_uniq = models.Constraint("UNIQUE(scheme_id, code)", "This code is in use in this scheme.")

    def _due(self, period, workdays):
        """The day by which the paper of ``period`` (a ``cadre.period``) is due: its own, else that of the period."""
        self.ensure_one()
        after = period.date_from - timedelta(days=1) if self.due_within else period.date_to
        return due_on(self.due_month, self.due_day, after, workdays) or period.due


class CadreSchemeDocumentSection(models.Model):
    _name = "cadre.scheme.document.section"
    _description = "Section of a Required Paper"
    _inherit = ["cadre.scheme.part.mixin"]
    _order = "document_id, sequence, id"

    document_id = fields.Many2one("cadre.scheme.document", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="document_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    required = fields.Boolean(default=True)
    template = fields.Text(
        string="Begins with",
        help="What stands there when the paper is made. {年度}, {周期}, {时段} and {对象} are replaced; "
        "where {考核结果} stands, the office has the computed results put in.",
    )
    rule_ref = fields.Char(string="Rules")

    def _schemes(self):
        return self.document_id.scheme_id


class CadreSchemeDocumentRecipient(models.Model):
    """One of those to whom a paper is sent, or with whom a copy is filed (S2A-10, S2A-11)."""

    _name = "cadre.scheme.document.recipient"
    _description = "Recipient of a Required Paper"
    _inherit = ["cadre.scheme.part.mixin"]
    _order = "document_id, sequence, id"

    document_id = fields.Many2one("cadre.scheme.document", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="document_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    purpose = fields.Selection(PURPOSES, required=True, default="report", help="报送 / 备案 / 反馈 / 通报 / 媒体公布")
    rule_ref = fields.Char(string="Rules")

    def _as_recipient(self):
        """Values of this one on a paper that is made."""
        return {"name": self.name, "sequence": self.sequence, "purpose": self.purpose}

    def _schemes(self):
        return self.document_id.scheme_id
