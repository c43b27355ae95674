"""Record a change of post by a new version from a day on; nothing is overwritten."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.clock import today_of
from ..models.company import company_of

TAKEN_OVER = (
    "department_id", "job_title", "post_class_id", "cadre_rank_id", "post_since", "rank_since", "leader_in_charge_id",
    "identity_id", "staffing_id", "is_unit_head", "is_team_member", "is_leading_post", "is_grassroots", "duties",
)  # fmt: skip


class CadrePostChange(models.TransientModel):
    """The new post of one person, filled in beforehand with the one held until then."""

    _name = "cadre.post.change"
    _description = "Change of Post"

    employee_id = fields.Many2one("hr.employee", required=True, readonly=True)
    company_id = company_of("employee_id")
    date = fields.Date(string="From", required=True, default=today_of, help="First day in the new post.")
    former = fields.Char(compute="_compute_former", string="Post Held Until Then")
    department_id = fields.Many2one("hr.department", check_company=True)
    job_title = fields.Char(string="Post", required=True)
    post_class_id = fields.Many2one("cadre.category", domain="[('kind', '=', 'post_class')]")
    post_since = fields.Date(help="Empty: the first day in the new post.")
    cadre_rank_id = fields.Many2one("cadre.rank", string="Post Rank")
    rank_since = fields.Date(help="Empty: when the rank changes, the first day in the new post.")
    leader_in_charge_id = fields.Many2one("hr.employee", string="Leader in Charge", check_company=True)
    identity_id = fields.Many2one("cadre.category", domain="[('kind', '=', 'identity')]")
    staffing_id = fields.Many2one("cadre.category", domain="[('kind', '=', 'staffing')]")
    is_unit_head = fields.Boolean(string="Head of the Unit")
    is_team_member = fields.Boolean(string="Member of the Leadership Team")
    is_leading_post = fields.Boolean(string="Leading Post")
    is_grassroots = fields.Boolean(string="Grass-roots Post")
    duties = fields.Text()

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        employee = self.env["hr.employee"].browse(values.get("employee_id"))
        if employee:
            current = employee._convert_to_write({name: employee[name] for name in TAKEN_OVER})
            values.update({name: value for name, value in current.items() if name not in ("post_since", "rank_since")})
        return values

    @api.depends("employee_id", "date")
    def _compute_former(self):
        for change in self:
            day = change.date or today_of(change)
            held = change.employee_id.version_ids.filtered_domain([("date_version", "<", day)])
            last = held.sorted("date_version")[-1:]
            change.former = ", ".join(
                filter(None, (last.department_id.display_name, last.job_title, last.cadre_rank_id.name))
            )

    def action_apply(self):
        """Write the new version and show the person as of it."""
        self.ensure_one()
        former = self.employee_id._get_version(self.date)
        values = self._convert_to_write({name: self[name] for name in TAKEN_OVER})
        if not former or former.date_version > self.date:
            raise UserError(
                self.env._(
                    "%(person)s has no post before %(day)s. Read former posts from a file instead.",
                    person=self.employee_id.name,
                    day=self.date,
                )
            )
        values["post_since"] = self.post_since or (self.date if self._is_another_post(former) else former.post_since)
        values["rank_since"] = self.rank_since or (
            self.date if self.cadre_rank_id != former.cadre_rank_id else former.rank_since
        )
        values["post_since_month_only"] = former.post_since_month_only and values["post_since"] == former.post_since
        values["rank_since_month_only"] = former.rank_since_month_only and values["rank_since"] == former.rank_since
        version = self.employee_id._change_post(self.date, values)
        return version.action_open_version()

    def _is_another_post(self, former):
        return (self.department_id, self.job_title) != (former.department_id, former.job_title)
