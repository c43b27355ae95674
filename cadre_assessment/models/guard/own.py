"""Own records: nobody sees to his own with the rights of the office.

A person writes his own list, his own report, his own mark, and asks for a review: as its author
(:attr:`CadreOwnMixin._own_work`).  Everything else about himself another member of the office does, in every
``create``, ``write`` and ``unlink`` of every guarded record and of all its parts.

It is asked of the person, not of the account he happens to use today; who is whom stands in ``cadre.account``.  Two
questions, never to be mixed up:

* :meth:`CadreOwnMixin._is_own` *bars*: any account that the person had since the cycle began, and any that he has now;
* :meth:`CadreOwnMixin._is_subject` and :meth:`CadreOwnMixin._acts_for_subject` *allow*: his present account alone.
"""

from odoo import api, models
from odoo.exceptions import AccessError

from ..office import works_for
from .trust import is_trusted


class CadreOwnMixin(models.AbstractModel):
    _name = "cadre.own.mixin"
    _description = "About a person, who may be the reader"
    _inherit = ["cadre.discreet.mixin"]

    _own_work = frozenset()
    """What the person a record is about does to it himself, as its author: ``create``, ``write``, ``unlink``."""

    # -- whom is it about ------------------------------------------------------------------------------------------
    def _own_people(self):
        """The employees these records are about: the person, or the head who answers for the unit. As superuser."""
        records = self.sudo()
        found = [records[name] for name in ("employee_id", "head_id") if name in self._fields and records[name]]
        if len(found) == 1:
            return found[0]  # a union would read one by one what belongs to the people of many records
        return self.env["hr.employee"].sudo().union(*found)

    def _own_since(self):
        """The first day (a date) on which an account of the person counts; False: ever."""
        return self.sudo().cycle_id.date_from if "cycle_id" in self._fields else False

    def _own_users(self):
        """Every account, since the cycle began, of whom these records are about."""
        return self._own_people()._cadre_users(self._own_since())

    # -- the bar ---------------------------------------------------------------------------------------------------
    def _is_own(self):
        """Whether a record here is about the current user himself: whoever it is about has or had his account."""
        people = self._own_people()
        if people:
            return bool(people & self.env.user._cadre_people(self._own_since()))
        return self._is_subject()

    def _in_office(self):
        """Whether the current user is of the assessment office: for what is done for everybody and judges nothing."""
        return works_for(self._office_of())

    def _office_of(self):
        """What says whose work these records are: their cycles, or records of their own (``cadre.office.mixin``)."""
        return self.sudo().cycle_id if "cycle_id" in self._fields else self.browse()

    def _is_office(self):
        """Whether the current user acts as the assessment office here: never on a record about himself."""
        return self._in_office() and not any(record._is_own() for record in self)

    def _require_office(self, refusal):
        """Raise AccessError with the sentence ``refusal`` unless the current user acts as the office here."""
        if not self._is_office():
            raise AccessError(refusal)

    # -- the right -------------------------------------------------------------------------------------------------
    def _is_subject(self):
        """Whether the current user acts for whom this record is about: with the account that is his today."""
        return "user_id" in self._fields and bool(self.user_id) and self.user_id == self.env.user

    def _acts_for_subject(self):
        """The person himself; the office for somebody who has no account, unless it would act for itself."""
        return self._is_subject() if self.user_id else self._is_office()

    # -- create, write, unlink -------------------------------------------------------------------------------------
    def _refuse_own(self, operation):
        """Raise AccessError when one of these records is about the current user and this is no work of his."""
        if is_trusted(self.env):
            return
        for record in self:
            if record._is_own() and not (operation in self._own_work and record._is_subject()):
                raise AccessError(record._own_refusal())

    def _own_refusal(self):
        """Why he is kept from it; a room where relatives are kept from it too says so."""
        return self.env._(
            "%(record)s: this is about yourself. Somebody else of the assessment office sees to it.",
            record=self.display_name,
        )

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._refuse_own("create")
        return records

    def write(self, vals):
        self._refuse_own("write")
        result = super().write(vals)
        if any(self._fields[name].type == "many2one" for name in vals):
            self._refuse_own("write")  # it may be about him only since
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_own(self):
        self._refuse_own("unlink")
