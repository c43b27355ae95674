"""Work for a time beside or instead of one's post (挂职, 驻村, 学习培训, 交叉任职, 委托考核)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from ..company import company_of


class CadrePosting(models.Model):
    """From a day to a day, with one host. A version says which post a person holds; a posting says where he is."""

    _name = "cadre.posting"
    _description = "Posting"
    _inherit = ["cadre.of.person.mixin", "mail.thread", "cadre.by.number.mixin", "cadre.own.mixin"]
    _rec_names_search = ["employee_id", "host_unit_id", "place"]
    _check_company_auto = True
    _order = "date_from desc, id desc"

    employee_id = fields.Many2one(
        "hr.employee", required=True, index=True, check_company=True, ondelete="restrict", tracking=True
    )
    user_id = fields.Many2one(related="employee_id.user_id", store=True, index=True, string="User of the Person")
    company_id = company_of("employee_id")
    kind = fields.Selection(
        [
            ("posted", "Temporary Post"),
            ("village", "Village Work Team"),
            ("supervisor", "Supervisor"),
            ("training", "Study or Training"),
            ("concurrent", "Concurrent Post"),
            ("entrusted", "Entrusted Assessment"),
        ],
        required=True,
        default="posted",
        tracking=True,
        help="挂职, 驻村, 督导员, 学习培训, 交叉任职, 委托考核",
    )
    level = fields.Selection(
        [("centre", "Centre"), ("province", "Province"), ("city", "City"), ("county", "County")],
        string="Sent by",
        tracking=True,
        help="Level that sent a person into a temporary post (S3-03, S3-06).",
    )
    host_unit_id = fields.Many2one(
        "hr.department",
        string="Host",
        check_company=True,
        index=True,
        tracking=True,
        help="Where the person works meanwhile: a unit, or a section for a concurrent post. Empty: outside (place).",
    )
    home_unit_id = fields.Many2one(
        "hr.department",
        string="Sending Unit",
        check_company=True,
        help="Where the person comes from; empty: the unit of the post held.",
    )
    place = fields.Char(help="Village, school or sending organ that is no unit here.")
    post = fields.Char(string="Post There")
    date_from = fields.Date(string="From", required=True, tracking=True)
    date_to = fields.Date(string="Until", tracking=True, help="Last day; empty: until further notice.")
    is_main = fields.Boolean(
        string="Main Duty", help="Of concurrent posts: the duty is mainly done here, not in the post held (S3-15)."
    )
    is_grassroots = fields.Boolean(
        string="At the Grass Roots",
        compute="_compute_is_grassroots",
        store=True,
        readonly=False,
        precompute=True,
        help="Counts as work at the grass roots where a rule counts postings (S4-P9-17).",
    )
    is_leading_post = fields.Boolean(string="Leading Post", help="As a leader, where a rule asks for that (S4-P9-17).")
    document = fields.Char(string="By Document", help="Number of the document that says so.")
    note = fields.Text()

    _dates = models.Constraint("CHECK(date_to IS NULL OR date_from <= date_to)", "A posting ends before it begins.")
    _somewhere = models.Constraint(
        "CHECK(kind NOT IN ('posted', 'concurrent', 'entrusted') OR host_unit_id IS NOT NULL)",
        "A temporary, concurrent or entrusted post needs its host.",
    )
    _sent = models.Constraint(
        "CHECK(kind <> 'posted' OR level IS NOT NULL)", "For a temporary post it must be known which level sent him."
    )

    @api.model
    def _office_domain(self):
        """The office of the person's unit, and the one of the host."""
        return super()._office_domain() | Domain("host_unit_id.of_my_office", "=", True)

    @api.depends("employee_id", "kind", "host_unit_id", "place")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for posting in self:
            where = posting.host_unit_id.name or posting.place
            posting.display_name = " · ".join(filter(None, (posting.employee_id.name, kinds.get(posting.kind), where)))

    @api.depends("kind")
    def _compute_is_grassroots(self):
        """A village work team is; of others the office says it."""
        for posting in self:
            posting.is_grassroots = posting.kind == "village"

    @api.constrains("employee_id", "kind", "host_unit_id", "date_from", "date_to")
    def _check_overlap(self):
        """One host is counted once on any day: months of a posting are added up (A3-13)."""
        others = self.search([("employee_id", "in", self.employee_id.ids), ("kind", "in", self.mapped("kind"))])
        for one in self:
            twice = others.filtered(lambda other, one=one: other != one and other._meets(one))
            if twice:
                raise ValidationError(
                    self.env._(
                        "%(person)s: %(one)s and %(other)s run at the same time with the same host. "
                        "End the first before the second begins.",
                        person=one.employee_id.name,
                        one=one._period_text(),
                        other=twice[0]._period_text(),
                    )
                )

    def _meets(self, other):
        same = ("employee_id", "kind", "host_unit_id", "place")
        return (
            all(self[name] == other[name] for name in same)
            and (not self.date_to or other.date_from <= self.date_to)
            and (not other.date_to or self.date_from <= other.date_to)
        )

    def _period_text(self):
        self.ensure_one()
        begin, end = (format_date(self.env, day) if day else "…" for day in (self.date_from, self.date_to))
        return f"{begin} – {end}"
