"""What voters are given: the address at which phones find a ballot, and what one paper shows (表4, F-04, F-19, F-25).

The address is chosen by the office and kept with the ballot.

Odoo's own address of the server (``web.base.url``) follows whoever logs in as administrator: one login at the machine
itself, and every slip printed afterwards would lead to ``localhost``. So the address is shown before anything is
issued, and one that phones may not reach is confirmed by somebody, whose name stays with it.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import consteq, hmac, ormcache

from ...engine import exact
from ...engine.spelling import told_apart
from ..guard import guarded
from . import address as addresses


class CadreBallot(models.Model):
    _inherit = "cadre.ballot"

    _guarded = frozenset({"address_confirmed", "address_confirmed_by_id", "address_confirmed_at"})

    address = fields.Char(
        string="Address for Phones",
        required=True,
        default=lambda self: self._default_address(),
        tracking=True,
        help="Of this server, as phones in the hall reach it: https://host or https://host:port. It stands in every "
        "link and does not change by itself.",
    )
    address_confirmed = fields.Char(
        string="Confirmed Address", readonly=True, copy=False, help="An address that somebody said phones reach."
    )
    address_confirmed_by_id = fields.Many2one("res.users", string="Address Confirmed by", readonly=True, copy=False)
    address_confirmed_at = fields.Datetime(readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        missing = [vals for vals in vals_list if not vals.get("address")]
        if missing:  # asked once for all of them
            address = self._default_address()
            vals_list = [vals if vals.get("address") else {**vals, "address": address} for vals in vals_list]
        return super().create(vals_list)

    @api.model
    def _default_address(self):
        """The one confirmed last in this company; else Odoo's own of this moment, which is looked at before issuing."""
        domain = [("company_id", "=", self.env.company.id), ("address_confirmed", "!=", False)]
        last = self.sudo().search_fetch(
            domain, ["address_confirmed"], order="address_confirmed_at desc, id desc", limit=1
        )
        try:
            return last.address_confirmed or addresses.cleaned(self.get_base_url())
        except addresses.BadAddress:
            return "http://localhost"

    @api.constrains("address")
    def _check_address_is_one(self):
        for ballot in self:
            if ballot._cleaned(ballot.address) != ballot.address:
                raise ValidationError(
                    self.env._(
                        "%(address)s: write only the beginning of the address, like %(clean)s.",
                        address=ballot.address,
                        clean=ballot._cleaned(ballot.address),
                    )
                )

    def _url(self, path):
        """The whole address of a page of voters. The one place where such an address is made."""
        self.ensure_one()
        return f"{self.address}/ballot/{path}"

    @api.model
    def _cleaned(self, address):
        try:
            return addresses.cleaned(address)
        except addresses.BadAddress as error:
            raise ValidationError(
                self.env._(
                    "“%(address)s” is no address of a server. Write it like https://kaohe.example.gov.cn.",
                    address=(address or "")[:100],
                )
            ) from error

    @api.model
    def _address_doubt(self, address):
        """What is to be said of a cleaned address that phones may not reach, or False."""
        host = address.partition("://")[2]
        kind = addresses.doubt(address)
        if kind == "itself":
            return self.env._("%(host)s is this machine itself: a phone that goes there finds only itself.", host=host)
        if kind == "inside":
            return self.env._(
                "%(host)s is found only inside a network: phones reach it when they are in the same one.", host=host
            )
        return False

    def _is_settled(self, address):
        """Whether links may bear it: nothing is doubtful, or somebody of this company confirmed it."""
        self.ensure_one()
        if not addresses.doubt(address):
            return True
        domain = [("company_id", "=", self.company_id.id), ("address_confirmed", "=", address)]
        return bool(self.sudo().search_count(domain, limit=1))

    def _settle_address(self, address, confirmed):
        """Take ``address`` for the links to come; ``confirmed``: the user says that phones reach it. Office only.

        :raise UserError: it is doubtful, and nobody has confirmed it
        """
        self.ensure_one()
        self.check_access("write")
        address = self._cleaned(address or self.address)
        if not self._is_settled(address):
            if not confirmed:
                raise UserError(self._unsettled(address))
            guarded(self).write(
                {
                    "address_confirmed": address,
                    "address_confirmed_by_id": self.env.uid,
                    "address_confirmed_at": fields.Datetime.now(),
                }
            )
            self.message_post(
                body=self.env._("Confirmed that phones reach %(address)s. %(doubt)s", address=address,
                                doubt=self._address_doubt(address))
            )  # fmt: skip
        if address != self.address:
            guarded(self).write({"address": address})

    def _check_address(self):
        """:raise UserError: links would bear an address that is doubtful, and nobody has confirmed it."""
        for ballot in self:
            if not ballot._is_settled(ballot.address):
                raise UserError(ballot._unsettled(ballot.address))

    def _unsettled(self, address):
        return self.env._(
            "%(ballot)s: %(doubt)s Correct the address for phones under “Issue Links”, or confirm it there.",
            ballot=self.display_name,
            doubt=self._address_doubt(address),
        )

    def _sheet(self):
        """What one paper shows, on the phone and on paper (表4, F-04): plain values, in order.

        ``options`` are those frozen at opening; before it, the scale's present ones (for a look in advance). ``drawn``
        is empty: who shows the sheet may keep there what he made of it.
        """
        self.ensure_one()
        return {
            "id": self.id,
            "edition": self.edition,
            "title": self.name,
            "instruction": self.instruction or "",
            "organization": (self.unit_id or self._occasion()._unit()).name or self.company_id.name,
            "options": [dict(option) for option in self.options or self._current_options()],
            "subjects": [
                {
                    "id": s.id,
                    "at": at,
                    "name": s.name,
                    "label": label,
                    "post": s.post or "",
                    "employee": s.employee_id.id,
                    "unit": s.subject_unit_id.id,
                }
                for at, (s, label) in enumerate(self._labels().items())
            ],
            "criteria": [{"id": c.id, "name": c.name} for c in self.criterion_ids],
            "choice": self.choice,
            "choose_max": self.choose_max,
            "write_in": self.write_in and self.choice == "choose",
            "comments": self.comments,
            "top_ratio": self.top_ratio if self.choice == "each" else 0,
            "overrun": self.overrun,
            "rate_self": self.rate_self,
            "test": self.state == "test",
            "lang": self._page_lang(),
            "public": self._public_path(),
            "drawn": {},
        }

    def _labels(self):
        """{subject: his name where it stands alone}: with his post or unit beside it where another one has it, too."""
        subjects = self.subject_ids
        names = [subject.name for subject in subjects]
        units = subjects.sudo() if len(set(names)) < len(names) else subjects.browse()
        of = {one.id: (one.subject_unit_id.parent_id or one.employee_id.department_id).name or "" for one in units}
        labels = told_apart([(one.name, one.post or "", of.get(one.id, "")) for one in subjects])
        return dict(zip(subjects, labels, strict=True))

    @ormcache("ballot_id", "edition")
    def _frozen_sheet(self, ballot_id, edition):
        """The sheet of an opened ballot: it cannot change any more, so each worker reads it once an opening."""
        return self.sudo().browse(ballot_id)._sheet()

    def _current_options(self):
        return [
            {
                "id": grade.id,
                "name": grade.name,
                "alias": grade.alias or "",
                "value": str(exact(grade.ballot_value)),
                "top": grade.is_top,
            }
            for grade in self.with_context(lang=self._page_lang()).scale_id.grade_ids
        ]

    # -- the hall ------------------------------------------------------------------------------------------------------
    def _hall_key(self):
        """Address of this ballot's hall: 144 bits that hang in the hall alone, and no column of any table holds."""
        secret = hmac(self.env(su=True), "cadre-ballot-hall", (self.id, self.public_code))
        return f"{self.public_code}.{secret[:36]}"

    def _has_seats(self):
        """Whether codes of seats are out, for the test or for the vote that comes: without any, nobody is asked one."""
        self.ensure_one()
        domain = [("ballot_id", "=", self.id), ("seat", "=", True), ("revoked", "=", False)]
        return bool(
            self.env["cadre.ballot.ticket"].sudo().search_count([*domain, ("test", "=", self.state == "test")], limit=1)
        )

    def _public_path(self):
        """Where everybody finds the progress and, after sealing, the receipts."""
        return f"/ballot/public/{self.public_code}"

    @api.model
    def _of_hall(self, key):
        """The ballot of a hall's address, or nothing."""
        ballot = self.sudo().search([("public_code", "=", key.partition(".")[0])], limit=1)
        return ballot if ballot and key.isascii() and consteq(ballot._hall_key(), key) else self.browse()

    def _page_lang(self):
        """Voters have no account and so no language: the company's, or Chinese where it is installed."""
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        return next((lang for lang in ("zh_CN", self.company_id.partner_id.lang) if lang in installed), "en_US")
