"""The archive of results: append-only, with a version chain.

Every rule over several years reads here and nowhere else.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..ballot.proof import format_of
from ..clock import today_of
from ..guard import is_trusted
from ..listing import listed
from ..organization.annual_grades import GRADES
from .row import FORMAT, HASHED_2, band_of, digest_of, digests_of, level_of
from .trace_kept import kept_of, table_of
from .writing import ENTERED, enter, insert

IMPORTABLE = frozenset(
    {
        "employee_id", "company_id", "year", "name", "staff_number", "post", "unit_name", "regulation", "grade_code",
        "grade_name", "total", "has_total", "rank", "annual_grade_name", "reason", "origin", "origin_note", "version",
        "subject_unit_id", "award_codes", "award_names",
    }
)  # fmt: skip
"""What the office may bring in of earlier years. Everything else comes from the archiving alone."""


class CadreResult(models.Model):
    _name = "cadre.result"
    _description = "Archived Result"
    _inherit = ["cadre.office.mixin", "cadre.subject.mixin", "cadre.own.mixin", "cadre.by.number.mixin"]
    _check_company_auto = True
    _order = "year desc, employee_id, subject_unit_id, version desc"

    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    year = fields.Integer(
        required=True,
        index=True,
        aggregator=None,
        low=1900,
        high=2200,
        default=lambda self: today_of(self).year - 1,  # what is brought in is of a year that is over
    )
    cycle_id = fields.Many2one("cadre.cycle", ondelete="restrict", index=True, check_company=True)
    assessment_id = fields.Many2one("cadre.assessment", ondelete="restrict", index="btree_not_null")
    name = fields.Char(required=True, string="Name of the Subject")
    staff_number = fields.Char()
    post = fields.Char()
    unit_name = fields.Char(string="Unit")
    regulation = fields.Char(required=True)
    grade_code = fields.Char(required=True)
    grade_name = fields.Char(string="Grade", required=True)
    total = fields.Float(digits=(12, 2), aggregator=None, low=None)
    has_total = fields.Boolean()
    band = fields.Char(compute="_compute_band", store=True, help="Of the total: ten points each.")
    rank = fields.Integer(aggregator=None)
    award_codes = fields.Char(help="Codes of the awards beside the grade, separated by spaces.")
    award_names = fields.Char(string="Awards")
    annual_grade_name = fields.Char(string="Annual Grade", help="Annual grade it was converted into (S0-35).")
    annual_grade = fields.Selection(
        GRADES,
        string="Level of the Annual Grade",
        compute="_compute_annual_grade",
        store=True,
        help="The annual grade of a person as one of the levels of the law, whatever the regulation calls it.",
    )
    reason = fields.Char()
    origin = fields.Selection(
        [("computed", "Computed Here"), ("imported", "Imported")], required=True, default="imported"
    )
    origin_note = fields.Char(help="Where an imported result comes from.")
    version = fields.Integer(default=1, required=True, aggregator=None)
    previous_id = fields.Many2one("cadre.result", ondelete="restrict", index="btree_not_null", string="Version Before")
    is_current = fields.Boolean(compute="_compute_is_current", search="_search_is_current", string="In Force")
    evidence = fields.Char(help="Hashes of the sealed ballots it rests on.")
    trace = fields.Html(
        compute="_compute_trace", string="How the Total Came About", help="As it stood when the result was archived."
    )
    digest = fields.Char(help="Hash over this result, the version before it and the ballots it rests on.")

    _unit_version_uniq = models.UniqueIndex(
        "(subject_unit_id, year, regulation, version) WHERE subject_unit_id IS NOT NULL",
        "This version of the result exists.",
    )
    _version_uniq = models.UniqueIndex(
        "(employee_id, year, regulation, version) WHERE employee_id IS NOT NULL", "This version of the result exists."
    )

    @api.model
    def _office_domain(self):
        """The office of the cycle; of a result brought in from elsewhere that of the person's unit, or of the unit."""
        unit = Domain("employee_id.department_id.of_my_office", "=", True) | Domain(
            "subject_unit_id.of_my_office", "=", True
        )
        return Domain("cycle_id.of_my_office", "=", True) | (Domain("cycle_id", "=", False) & unit)

    # -- computes --------------------------------------------------------------------------------------------------
    @api.depends("name", "year", "grade_name")
    def _compute_display_name(self):
        for result in self:
            if not result.name:  # not yet, on a new form
                result.display_name = False
                continue
            result.display_name = self.env._(
                "%(name)s %(year)s: %(grade)s", name=result.name, year=result.year, grade=result.grade_name
            )

    @api.depends("total", "has_total")
    def _compute_band(self):
        for result in self:
            result.band = band_of(result.has_total, result.total)

    @api.depends("employee_id", "grade_name", "grade_code", "annual_grade_name")
    def _compute_annual_grade(self):
        for result in self:
            result.annual_grade = result.employee_id and level_of(
                result.annual_grade_name, result.grade_name, result.grade_code
            )

    @api.depends_context("lang")
    def _compute_trace(self):
        words, kept = {}, kept_of(self._origin)
        for result in self:
            result.trace = result._origin and table_of(result._origin, kept[result._origin], words)

    def _compute_is_current(self):
        followed = set(self.env["cadre.result"].sudo().search([("previous_id", "in", self.ids)]).previous_id.ids)
        for result in self:
            result.is_current = result.id not in followed

    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        followed = self.env["cadre.result"].sudo()._search([("previous_id", "!=", False)]).select("previous_id")
        return [("id", "not in", followed)] if True in value else [("id", "in", followed)]

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_numbers(vals_list)  # before they are hashed
        if not is_trusted(self.env):
            kept = {k: v for k, v in self.env.context.items() if not k.startswith("default_")}
            self = self.with_context(kept)  # pylint: disable=unknown-option-value,context-overridden
            vals_list = self._entered([self._as_stored(vals) for vals in vals_list])
        results = super().create(self._sealed(vals_list))
        results.sudo()._link({})
        return results

    @api.model
    def _bring_in(self, vals_list):
        """What :meth:`create` does for a file of earlier results, by a number of statements that does not grow with it.

        :raises AccessError: the result of a person of another office, or of the current user himself
        :raises UserError: see :meth:`_imported`
        """
        self.check_access("create")
        self._refuse_numbers(vals_list)
        entered = self._entered(vals_list)
        columns = insert(self, self._sealed(entered))
        results = self.browse(columns["id"])
        results._check_made()
        own = self.env.user._cadre_people(False).ids
        if any(vals["employee_id"] in own for vals in entered):
            results.filtered(lambda one: one.sudo().employee_id.id in own)._refuse_own("create")
        enter(self.env, columns, {})
        return results

    def _check_made(self):
        """What Odoo asks about records that were made, by one statement: it would read every column of each.

        There is no cycle whose company could be another: who brings a result in names none.

        :raises AccessError: somebody of another office, or in another company
        """
        self.browse().check_access("create")
        allowed = self.env["ir.rule"]._compute_domain(self._name, "create")
        made = self.sudo().with_context(active_test=False).search_count(Domain("id", "in", self.ids) & Domain(allowed))
        if made < len(self):
            self.check_access("create")  # says who it is

    def _as_stored(self, vals):
        """``vals`` as their columns keep them: a year sent as 2023.0 would be hashed as such, and never fit again."""
        known = {name: self._fields[name] for name in vals.keys() & IMPORTABLE}
        return vals | {
            name: field.convert_to_write(field.convert_to_cache(vals[name], self), self)
            for name, field in known.items()
        }

    @api.model
    def _entered(self, vals_list):
        """``vals_list`` as results that the office brings in; what may not be brought in is refused."""
        chains = [self._chain(vals) for vals in vals_list]
        self._refuse_running(chains)
        latest = self.sudo()._latest_of(chains)
        known = set(self.env["hr.employee"].browse({person or 0 for person, *_rest in chains}).exists().ids)
        return [self._imported(vals, known, latest.get(chain)) for vals, chain in zip(vals_list, chains, strict=True)]

    @api.model
    def _create_archived(self, vals_list, facts):
        """Write the results of a cycle by a fixed number of statements; server code only.

        :param facts: {assessment id: what the result rests on, see :mod:`.rested_on`}
        """
        self._refuse_numbers(vals_list)
        columns = insert(self, self._sealed(vals_list))
        of_each = zip(columns["id"], vals_list, strict=True)
        enter(self.env, columns, {key: facts[vals["assessment_id"]] for key, vals in of_each})
        return self.browse(columns["id"])

    @api.model
    def _sealed(self, vals_list):
        """``vals_list`` with the hash of each, which names the version before it."""
        before = self.sudo().browse({vals["previous_id"] for vals in vals_list if vals.get("previous_id")})
        digests = {result.id: result.digest for result in before}
        always = {"company_id": self.env.company.id, "origin": "imported", "version": 1}
        sealed = [always | vals for vals in vals_list]
        found = digests_of(sealed, [digests.get(vals.get("previous_id")) for vals in sealed])
        for vals, digest in zip(sealed, found, strict=True):
            vals["digest"] = digest
        return sealed

    def _link(self, facts):
        """Enter these results into the chain of their company, in the order in which they were made.

        :param facts: {result id: what it rests on}; of what was brought in there is nothing but itself
        """
        self.fetch(ENTERED[1:])
        columns = {
            name: [one[name].id if self._fields[name].relational else one[name] for one in self] for name in ENTERED
        }
        enter(self.env, columns, facts)

    def write(self, vals):  # pylint: disable=unknown-option-value,method-required-super
        """Nobody rewrites the archive, whatever his rights: a correction is a new version."""
        raise UserError(self.env._("An archived result is never changed; a correction is a new version."))

    @api.ondelete(at_uninstall=False)
    def _unlink_never(self):
        raise UserError(self.env._("An archived result is never deleted; a correction is a new version."))

    def copy_data(self, default=None):
        raise UserError(self.env._("An archived result is not copied; a correction is a new version."))

    def _refuse_running(self, chains):
        """What is assessed here comes from the archiving, never from a file. One query.

        Whom an archived cycle did not assess has no result from it: his may come from elsewhere.

        :param chains: what :meth:`_chain` says of each
        """
        asked = {chain[:3] for chain in chains}
        if (year := max((of for _person, _unit, of in asked), default=0)) >= today_of(self.env.company).year:
            raise UserError(self.env._("%(year)s is not over: only earlier years are brought in.", year=year))
        running = self.env["cadre.assessment"].sudo()
        running = running.search(
            [
                ("cycle_id.year", "in", list({year for _person, _unit, year in asked})),
                ("state", "!=", "archived"),
                "|",
                ("assessed", "=", True),
                ("cycle_id.state", "!=", "archived"),
                "|",
                ("employee_id", "in", [person for person, _unit, _year in asked if person]),
                ("subject_unit_id", "in", [unit for _person, unit, _year in asked if unit]),
            ]
        )
        for one in running:
            if (one.employee_id.id, one.subject_unit_id.id, one.cycle_id.year) in asked:
                raise UserError(
                    self.env._(
                        "%(name)s is assessed in %(cycle)s: this result comes from its archive, not from a file.",
                        name=one.name,
                        cycle=one.cycle_id.name,
                    )
                )

    @api.model
    def _refuse_not_earlier(self, vals):
        """:raises AccessError: ``vals`` say more than the office may of a result of an earlier year"""
        foreign = not IMPORTABLE.issuperset(vals) and {key for key, value in vals.items() if value} - IMPORTABLE
        if foreign or vals.get("origin", "imported") != "imported":
            raise AccessError(self.env._("Only results of earlier years are entered by hand, with their origin."))

    def _imported(self, vals, people, last):
        """A result of an earlier year as the office brings it in: with its origin, and with no cycle of ours.

        :param people: ids of the employees that are named and exist
        :param last: the version that it follows, or None
        """
        self._refuse_not_earlier(vals)
        person, unit = vals.get("employee_id") in people and vals["employee_id"], False
        name, number = vals.get("name"), vals.get("staff_number")
        if not person:
            unit = self.env["hr.department"].browse(vals.get("subject_unit_id")).exists()
        if not (person or unit):
            raise UserError(self.env._("%(name)s: no employee belongs to this result.", name=name or ""))
        if not (name and number):
            subject = self.env["hr.employee"].browse(person) if person else unit
            name, number = name or subject.name or "", number or (person and subject.staff_number)
        if not (vals.get("origin_note") or "").strip():
            raise UserError(self.env._("%(name)s: say where the imported result comes from (origin).", name=name))
        if last is not None and last.origin == "computed":
            raise UserError(
                self.env._("%(name)s: the result of %(year)s was computed here.", name=name, year=last.year)
            )
        version, following = vals.get("version") or 1, 1 if last is None else last.version + 1
        if version != following:
            raise UserError(
                self.env._(
                    "%(name)s: the next version of the result of %(year)s is version %(right)s, not %(wrong)s.",
                    name=name,
                    year=vals.get("year"),
                    right=following,
                    wrong=version,
                )
            )
        return {
            **vals,
            "name": name,
            "staff_number": number,
            "employee_id": person,
            "subject_unit_id": unit and unit.id,
            "origin": "imported",
            "version": version,
            "previous_id": last is not None and last.id,
        }

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_verify(self):
        """Compute the hashes again and say whether anything was altered behind Odoo's back."""
        self.check_access("read")
        broken = [one.display_name for one in self.sudo() if not one.digest or one.digest != one._hash()]
        if broken:
            message = self.env._("Altered: %(results)s", results=listed(self.env, broken))
        else:
            message = self.env._("%(count)s results are as they were archived.", count=len(self))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {"message": message, "type": "danger" if broken else "success", "sticky": bool(broken)},
        }

    # -- business --------------------------------------------------------------------------------------------------
    @staticmethod
    def _chain(vals):
        """Whose result of which year under which regulation: what the versions of one have in common."""
        person = vals.get("employee_id") or False
        unit = False if person else vals.get("subject_unit_id") or False
        return person, unit, int(vals.get("year") or 0), vals.get("regulation") or False

    @api.model
    def _latest_of(self, chains):
        """{:meth:`_chain`: the version in force} of these. One query."""
        domain = [
            ("year", "in", list({year for _person, _unit, year, _regulation in chains})),
            "|",
            ("employee_id", "in", list({person for person, *_rest in chains if person})),
            ("subject_unit_id", "in", list({unit for _person, unit, *_rest in chains if unit})),
        ]
        return {
            (
                one.employee_id.id,
                one.subject_unit_id.id if not one.employee_id else False,
                one.year,
                one.regulation,
            ): one
            for one in self.search(domain, order="version")
        }

    def _hash(self):
        """What the hash of this result must be, from what stands in the database, by the format it was archived with.

        None where its hash names no format we know.
        """
        self.ensure_one()
        number = format_of(self.digest)
        if number not in (1, FORMAT):
            return None
        values = {name: self[name].id if self._fields[name].relational else self[name] for name in HASHED_2}
        return digest_of(values, self.previous_id.exists().digest, number)

    @api.model
    def get_import_templates(self):
        return [
            {
                "label": self.env._("Import Template for Results of Earlier Years"),
                "template": "/cadre_assessment/static/xls/earlier_results.xlsx",
            }
        ]
