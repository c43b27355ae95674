"""The rules for one kind of subject, as typed records, versioned (law 3)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..guard import Step, guarded
from ..listing import listed
from ..spoken import spoken
from .copying import complete_copy
from .engine_scheme import engine_scheme


class CadreScheme(models.Model):
    _name = "cadre.scheme"
    _description = "Assessment Scheme"
    _inherit = ["cadre.shared.mixin", "mail.thread", "cadre.guard.mixin", "cadre.own.choice.mixin"]
    _check_company_auto = True
    _order = "regulation_id, sequence, version desc, id"

    _guarded = frozenset({"state", "version", "previous_id"})
    _locked_states = frozenset({"retired"})
    _steps = (
        Step("activate", ("draft",), "active", "_may_manage"),
        Step("retire", ("active",), "retired", "_may_manage"),
    )
    _free_fields = frozenset({"sequence"})
    """What is no rule: may be written on a frozen scheme too."""

    name = fields.Char(required=True, tracking=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    regulation_id = fields.Many2one(
        "cadre.regulation", required=True, ondelete="restrict", index=True, check_company=True
    )
    subject_kind = fields.Selection(
        [("person", "Person"), ("unit", "Unit"), ("team", "Leadership Team"), ("district", "District")],
        required=True,
        default="person",
    )
    subject_text = fields.Char(string="Subjects", help="As the regulation says it (表1 考核对象).")
    version = fields.Integer(default=1, copy=False, readonly=True)
    previous_id = fields.Many2one("cadre.scheme", string="Previous Version", copy=False, readonly=True)
    state = fields.Selection(
        [("draft", "Draft"), ("active", "In Force"), ("retired", "Retired")],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
    )
    frozen = fields.Boolean(
        compute="_compute_frozen", help="Used by a cycle or retired: it can no longer be changed, only followed."
    )
    origin = fields.Char(
        string="Came from",
        copy=False,
        readonly=True,
        help="Code of the scheme in the file of the regulation that it was made of.",
    )
    edition_taken = fields.Integer(
        string="Edition", copy=False, readonly=True, help="Edition of that file; 0: from before editions were numbered."
    )
    source_id = fields.Many2one(
        "cadre.regulation.edition",
        string="Made of",
        copy=False,
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="That file: what the scheme said before the office changed anything.",
    )
    company_id = fields.Many2one(
        "res.company", default=lambda self: self._default_company_id(), help="Empty: shared by all companies."
    )

    lang = fields.Selection(
        [("zh_CN", "Chinese"), ("en_US", "English")],
        string="Language of the Texts",
        default="zh_CN",
        required=True,
        help="Language of what is named after the rules: periods, papers, what stands on the printed forms.",
    )
    full_score = fields.Float(digits=(12, 4), default=100, required=True, help="Points of the whole score.")
    scaled_up = fields.Boolean(
        string="Scale Up to the Whole Score",
        help="Where a part does not apply to a kind of subject, the others are scaled up to the whole score (A2B-2); "
        "not set: it has fewer points and is compared within its own group.",
    )
    result_scale_id = fields.Many2one(
        "cadre.scale",
        check_company=True,
        help="Scale of the result (年度等次); empty: no grades, only points, ranks and awards (S2A-29).",
    )
    result_grade_ids = fields.One2many(related="result_scale_id.grade_ids", string="Grades", readonly=False)
    default_grade_id = fields.Many2one(
        "cadre.scale.grade",
        domain="[('scale_id', '=', result_scale_id)]",
        help="Without bands: the grade of who wins no seat (A0-4).",
    )
    banded = fields.Boolean(
        string="Graded by Bands", help="The total proposes a grade by the bands of the result scale."
    )
    digits = fields.Integer(string="Decimals", default=2, high=9, help="Decimals of a published value (G1).")
    printed_ranks = fields.Selection(
        [("competition", "1, 2, 2, 4"), ("dense", "1, 2, 2, 3")],
        string="Places in Print",
        default="competition",
        required=True,
        help="How places are counted on forms, notices and in workbooks where two are level. Seats and rules always go "
        "by how many are ahead (1, 2, 2, 4).",
    )
    publicity_days = fields.Integer(
        string="Public Notice at Least", default=5, high=366, help="Least length of a public notice, in days (A0-6)."
    )
    publicity_days_max = fields.Integer(string="Public Notice at Most", high=366, help="In days; 0 = no limit.")
    publicity_day_type = fields.Selection(
        [("working", "Working Days"), ("calendar", "Calendar Days")],
        string="Counted in",
        default="working",
        required=True,
    )
    publicity_of = fields.Selection(
        [("all", "Everybody"), ("top", "The Top Grade and Awards")],
        string="Shown in Public",
        default="all",
        required=True,
        help="Whose result stands in the public notice (S2A-69: who is proposed as 优秀 or commended).",
    )
    publicity_by_unit = fields.Boolean(string="In Each Unit", help="Every unit puts up a notice of its own (S2A-69).")
    minimum_papers = fields.Integer(
        string="Fewest Valid Papers", default=5, help="Fewest valid papers of a published ballot cell."
    )
    veto_review = fields.Selection(
        [("none", "Nobody"), ("party", "Party Members"), ("all", "Everybody")], default="none", required=True
    )
    veto_field_ids = fields.Many2many("cadre.category", string="Veto Fields", domain="[('kind', '=', 'veto')]")
    dimension_ids = fields.Many2many(
        "cadre.category",
        "cadre_scheme_dimension_rel",
        string="Dimensions",
        domain="[('kind', '=', 'dimension')]",
        help="德能勤绩廉",
    )
    plan_kind = fields.Selection(
        [("none", "None"), ("list", "Work-Item List"), ("letter", "Letter of Responsibility")],
        string="Plan of the Year",
        default="list",
        required=True,
        help="What every subject has for the year: a list of work items (工作项目清单), a letter of responsibility "
        "with points (目标责任书), or neither.",
    )
    plan_writer = fields.Selection(
        [("subject", "Whom It Is About"), ("office", "Assessment Office")],
        string="Drawn up by",
        default="subject",
        required=True,
        help="Who writes the items (S2A-56: those of leaders their own office); who signs is said by the letter.",
    )
    plan_due_day = fields.Integer(
        string="Day", high=31, help="Day of that month by which they are filed (S2A-08: 15); 0 = its last day."
    )
    letter_copies = fields.Integer(string="Copies of the Letter", default=1, high=1000, help="S2A-07: 2")
    self_scored = fields.Boolean(
        string="Self Score", help="Subjects score themselves first; only the final score counts (S2B-02)."
    )
    prerequisite_scheme_ids = fields.Many2many(
        "cadre.scheme",
        "cadre_scheme_prerequisite_rel",
        "scheme_id",
        "prerequisite_id",
        string="Decided before",
        help="Cycles of these schemes are decided first: their results are asked for here (team before persons, "
        "unit before its head).",
    )
    appeal_days = fields.Integer(
        string="Review Asked for within",
        high=3660,
        help="Calendar days after the written notice (S2A-71); 0 = no review.",
    )
    appeal_reply_days = fields.Integer(
        string="Answered within", high=3660, help="Calendar days after the request (S2A-72)."
    )
    plan_due_month = fields.Integer(
        string="Filed by the End of Month",
        high=12,
        help="Month by whose last day work-item lists are filed (S0-12: 5).",
    )
    plan_reminder_days = fields.Integer(string="Reminder before (Days)", default=10, high=366)
    plan_entry_days = fields.Integer(
        string="After Entry (Days)",
        default=30,
        high=366,
        help="Who comes after the cycle has begun, or gets another post, files so many days from then, where that is "
        "later than the day of the others. Calendar days.",
    )
    months_owed_from = fields.Selection(
        [("list", "The List's Approval"), ("cycle", "The Beginning of the Cycle")],
        string="Records Owed from",
        default="list",
        required=True,
        help="From the month after the list was approved, or from the cycle's beginning; always from entry (A0-10).",
    )

    component_ids = fields.One2many("cadre.scheme.component", "scheme_id", copy=True)
    gate_ids = fields.One2many("cadre.scheme.gate", "scheme_id", copy=True)
    quota_ids = fields.One2many("cadre.scheme.quota", "scheme_id", copy=True)
    scope_ids = fields.One2many("cadre.scheme.scope", "scheme_id", copy=True)
    period_ids = fields.One2many("cadre.scheme.period", "scheme_id", copy=True)
    document_ids = fields.One2many("cadre.scheme.document", "scheme_id", copy=True)
    consequence_ids = fields.One2many("cadre.scheme.consequence", "scheme_id", copy=True)
    cap_ids = fields.One2many("cadre.scheme.cap", "scheme_id", string="Caps", copy=True)
    adjustment_ids = fields.One2many("cadre.scheme.adjustment", "scheme_id", string="Tariff", copy=True)
    rule_ref = fields.Char(string="Rules", help="IDs of the rule catalogue, separated by blanks.")
    note = fields.Text()

    _code_version_uniq = models.UniqueIndex("(code, version, COALESCE(company_id, 0))", "This scheme version exists.")

    @api.depends("name", "version")
    def _compute_display_name(self):
        for scheme in self:
            scheme.display_name = (
                self.env._("%(name)s (version %(version)s)", name=scheme.name, version=scheme.version)
                if scheme.version > 1
                else scheme.name
            )

    @api.depends("state")
    def _compute_frozen(self):
        frozen = self._frozen()
        for scheme in self:
            scheme.frozen = scheme._origin in frozen

    # -- CRUD ------------------------------------------------------------------------------------------------------
    def write(self, vals):
        if not self._is_trusted() and not vals.keys() <= self._free_fields | self._guarded:
            self._refuse_frozen()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_force(self):
        if self._is_trusted():
            return
        for scheme in self:
            if scheme.state != "draft":
                raise UserError(
                    self.env._("%(scheme)s has been in force: retire it instead.", scheme=scheme.display_name)
                )
        self._refuse_frozen()

    def copy_data(self, default=None):
        """A copy is a scheme of its own (another code); a new version is made by :meth:`action_new_version`.

        A code or a name that is asked for is taken as it is; otherwise the first that is free.
        """
        default = default or {}
        data = super().copy_data(default)
        if "version" in default:
            return data
        taken = self._codes_in_use()
        for scheme, vals in zip(self, data, strict=True):
            number = 1
            if "code" in default:
                if vals["code"] in taken:
                    raise UserError(self.env._("The code “%(code)s” is in use: choose another.", code=vals["code"]))
            else:
                own = vals["code"] = self.env._("%(code)s-copy", code=scheme.code)
                while vals["code"] in taken:
                    number += 1
                    vals["code"] = f"{own}-{number}"
            taken.add(vals["code"])
            if "name" not in default:
                vals["name"] = (
                    self.env._("%(name)s (copy %(number)s)", name=scheme.name, number=number)
                    if number > 1
                    else self.env._("%(name)s (copy)", name=scheme.name)
                )
        return data

    def _codes_in_use(self):
        """Codes of all schemes, of other companies too: a code says the same everywhere."""
        return {code for [code] in self.sudo().with_context(active_test=False)._read_group([], ["code"])}

    def copy(self, default=None):
        copies = super().copy(default)
        for scheme, duplicate in zip(self, copies, strict=True):
            complete_copy(scheme, duplicate)
        return copies

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_activate(self):
        """Put it in force. The version before it retires: cycles that use it go on, new ones take this one."""
        for scheme in self:
            scheme._refuse_problems()
        self._take("activate")
        followed = self.previous_id.filtered(lambda scheme: scheme.state == "active")
        return followed._take("retire") if followed else True

    def action_retire(self):
        return self._take("retire")

    def action_copy(self):
        """Copy it as a scheme of its own, in draft, and open that: a shipped scheme as the beginning of one's own."""
        self.ensure_one()
        return self._open(self.copy())

    def action_new_version(self):
        """Copy the whole scheme as the next version, in draft, and open it."""
        self.ensure_one()
        self._refuse_shared()
        self.check_access("write")
        family = [("code", "=", self.code), ("company_id", "=", self.company_id.id)]
        latest = self.search(family, order="version desc", limit=1)
        if latest.state == "draft":
            raise UserError(self.env._("%(scheme)s is still a draft: change that one.", scheme=latest.display_name))
        version = guarded(self).copy({"version": latest.version + 1, "previous_id": latest.id})
        return self._open(version)

    def _open(self, scheme):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": scheme.id,
            "views": [(False, "form")],
        }

    # -- business --------------------------------------------------------------------------------------------------
    def _text_lang(self):
        """The code of the language in which texts of this scheme are given (:func:`..spoken.spoken`)."""
        return spoken(self.env, self.lang)

    def _may_manage(self):
        """An officer, of what his company has for itself; the administrator of the database, of what all share."""
        return self._is_office() and (bool(self.company_id) or self._may_share())

    def _in_use(self):
        """The schemes some cycle was opened with. The room of the cycles knows."""
        return self.browse()

    def _frozen(self):
        """The schemes that can no longer be changed."""
        origins = self._origin
        return origins.filtered(lambda scheme: scheme.state == "retired") | origins._in_use()

    def _refuse_frozen(self):
        """Raise UserError when one of these schemes is frozen."""
        frozen = self.sudo()._frozen()
        if frozen:
            raise UserError(
                self.env._(
                    "%(schemes)s: a cycle was opened with these rules, or they are retired; they stay as they are. "
                    "Make a new version and change that.",
                    schemes=listed(self.env, frozen.mapped("display_name")),
                )
            )

    def _engine_scheme(self, year=None):
        """This scheme, as it is in ``year``, as :class:`engine.Scheme` (as many queries however large it is)."""
        self.ensure_one()
        return engine_scheme(self, year)
