"""What a decision, a notice, a ballot or a paper belongs to: an assessment cycle, and whatever else a body decides in.

An *occasion* is where people are judged by rules, from a first day on, by an office that does the work and a body that
decides.  What hangs on one asks it these questions and no others, and so need not know which kind of occasion it is.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..clock import today_of
from ..listing import listed
from ..office import DECIDER
from ..organization.res_users import sits_in
from .activities import remind


class CadreOccasion(models.AbstractModel):
    """A model that decisions, notices and papers belong to. It has a ``name`` and a ``company_id``."""

    _name = "cadre.occasion"
    _description = "Occasion"
    _inherit = ["cadre.office.mixin"]

    _hung_by = None
    """Name of the many2one by which records hang on an occasion of this kind."""

    def _today(self):
        """Today (a date) where the company works."""
        return today_of(self)

    def _deciding_body(self):
        """The body (``cadre.body``) that decides here, or none."""
        return self.env["cadre.body"]

    def _office_body(self):
        """The office (``cadre.body``) that does the work; none: the organization department alone."""
        return self.env["cadre.body"]

    def _unit(self):
        """The unit (``hr.department``) it is held in; none: the whole company."""
        return self.unit_id if "unit_id" in self._fields else self.env["hr.department"]

    def _accounts_since(self):
        """From which day on (a date) an account counts as that of its person, whoever has it now; False: ever."""
        return False

    def _notice_bounds(self):
        """How long a public notice stays (:class:`.cadre_notice.Bounds`)."""
        return self.env["cadre.notice"]._bounds_of(None)

    def _told_in(self):
        """Language of what is said about it to whoever must act."""
        return self.env.lang

    def _reminders(self, today):
        """What has to be done soon or is late on ``today``: a list of :class:`.activities.Reminder` s."""
        self.ensure_one()
        return []

    def _remind(self, today, progress=None):
        """Remind whoever must act (:func:`.activities.remind`)."""
        self.ensure_one()
        remind(self, today, progress)

    def _sitting(self, day=None):
        """Members of the body that decides on ``day`` (default: today)."""
        return self._deciding_body()._members_on(day or self._today())

    def _sits_in_body(self, user):
        """Whether ``user`` decides and is a member of the deciding body today (S0-02)."""
        return user.has_group(DECIDER) and bool(sits_in(user, self.sudo()._deciding_body()))


def occasion_company():
    """A stored ``company_id`` that follows the occasion; before one is chosen, the company the user works in."""

    @api.depends(lambda self: [f"{name}.company_id" for name in self._occasion_names()])
    def _compute_company_id(records):
        for record in records:
            record.company_id = record._occasion().company_id or record.env.company

    return fields.Many2one("res.company", compute=_compute_company_id, store=True, index=True)


class CadreOfOccasionMixin(models.AbstractModel):
    """A record that belongs to exactly one occasion, or to one at most where it can do without (``_occasion_needed``).

    A room that brings a kind of occasion names its many2one in ``_occasions`` of its extension; what all extensions
    name adds up.
    """

    _name = "cadre.of.occasion.mixin"
    _description = "Belongs to an Occasion"

    _occasions = ()
    """Names of the many2ones to occasions."""
    _occasion_needed = True
    """Whether there is no such record outside an occasion."""

    @classmethod
    def _occasion_names(cls):
        return tuple(
            dict.fromkeys(name for base in cls.__mro__ if "_occasions" in base.__dict__ for name in base._occasions)
        )

    def _occasion(self):
        """The occasion (one record of its model) this record belongs to; an empty one where none is chosen yet."""
        found = [self[name] for name in self._occasion_names() if self[name]]
        return found[0] if found else self._occasion_of_none()

    @api.model
    def _occasion_of_none(self):
        return self.env[self._fields[self._occasion_names()[0]].comodel_name]

    def _office_of(self):
        return self.sudo()._occasion() if len(self) == 1 else super()._office_of()

    def _own_since(self):
        return self.sudo()._occasion()._accounts_since() if len(self) == 1 else super()._own_since()

    def _refuse_other_occasions(self):
        """:raises UserError: a record belongs to no occasion, or to several."""
        for record in self.sudo():
            self._refuse_but_one(record.display_name, [record[name] for name in self._occasion_names()])

    @api.model
    def _refuse_unsaid(self, vals):
        """Before the rules of access are asked of a new record that would be nobody's office's."""
        names = self._occasion_names()
        chosen = [vals[name] if name in vals else self.env.context.get(f"default_{name}") for name in names]
        self._refuse_but_one(vals.get("name"), chosen)

    @api.model
    def _refuse_but_one(self, name, chosen):
        count = sum(map(bool, chosen))
        if count == 1 or (not count and not self._occasion_needed):
            return
        kinds = [self._fields[each]._description_string(self.env) for each in self._occasion_names()]
        about = {"record": name or self.env["ir.model"]._get(self._name).name, "kinds": listed(self.env, kinds)}
        if self._occasion_needed:
            raise UserError(self.env._("“%(record)s” belongs to exactly one of these: %(kinds)s. Choose it.", **about))
        raise UserError(self.env._("“%(record)s” belongs to one of these at most: %(kinds)s. Leave one.", **about))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_unsaid(vals)
        records = super().create(vals_list)
        records._refuse_other_occasions()
        return records

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & set(self._occasion_names()):
            self._refuse_other_occasions()
            self.check_access("write")  # moved to the work of another office: rules are asked before a write only
        return result


def asked_for(model, vals):
    """The occasion that the values of a new record name, or the context gives by default; as superuser."""
    for name in model._occasion_names():
        key = vals.get(name) or model.env.context.get(f"default_{name}")
        if key:
            return model.env[model._fields[name].comodel_name].sudo().browse(key)
    return model.sudo()._occasion_of_none()
