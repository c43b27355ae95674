"""The address at which phones find a ballot: chosen by the office and kept with the ballot.

Odoo's own address of the server (``web.base.url``) follows whoever logs in as administrator: one login at the machine
itself, and every slip printed afterwards would lead to ``localhost``. So the address is shown before anything is
issued, and one that phones may not reach is confirmed by somebody, whose name stays with it.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

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
