"""What one paper of a ballot shows, on the phone and on paper (表4, F-04, F-19, F-25)."""

from odoo import api, models
from odoo.tools import consteq, hmac, ormcache

from ...engine import exact
from ...engine.spelling import told_apart


class CadreBallot(models.Model):
    _inherit = "cadre.ballot"

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
            "organization": (self.unit_id or self.cycle_id.unit_id).name or self.company_id.name,
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
