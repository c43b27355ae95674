"""Awards and sanctions of a person (奖惩情况): which one, by whom, by which document, from when to when.

What a decision or a closed case brought about the server writes, and takes back by a day and a reason; what was given
in former years the office of the person's unit enters, with its document.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..clock import by_today, today_of
from ..company import company_of
from ..guard import guarded, is_trusted

QUIET = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}


class CadreHonour(models.Model):
    _name = "cadre.honour"
    _description = "Award or Sanction"
    _inherit = ["cadre.of.person.mixin", "mail.thread", "cadre.by.number.mixin", "cadre.own.mixin"]
    _check_company_auto = True
    _order = "date_from desc, id desc"

    employee_id = fields.Many2one(
        "hr.employee", required=True, index=True, check_company=True, ondelete="restrict", tracking=True
    )
    user_id = fields.Many2one(related="employee_id.user_id", store=True, index=True, string="User of the Person")
    company_id = company_of("employee_id")
    kind = fields.Selection(
        [("award", "Award"), ("sanction", "Sanction")], required=True, default="award", tracking=True
    )
    word_id = fields.Many2one(
        "cadre.category",
        string="Award or Sanction",
        domain="[('kind', '=', kind)]",
        ondelete="restrict",
        tracking=True,
        help="Empty: one that no list of words has; its name says what it is.",
    )
    name = fields.Char(
        compute="_compute_name", store=True, readonly=False, precompute=True, required=True, tracking=True
    )
    level_id = fields.Many2one(
        "cadre.category", string="Level of the Issuer", domain="[('kind', '=', 'level')]", ondelete="restrict"
    )
    organ = fields.Char(string="Given By", help="The organ that decided.")
    document = fields.Char(string="Document Number", tracking=True)
    document_date = fields.Date(string="Day of the Document", tracking=True)
    date_from = fields.Date(
        string="From",
        compute="_compute_date_from",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        tracking=True,
        help="The day it was given; as the document, unless another one is entered.",
    )
    date_to = fields.Date(
        string="Until", tracking=True, help="Of a sanction: the last day of its effect; empty: nothing was said."
    )
    note = fields.Text()
    origin = fields.Selection(
        [("entered", "Entered"), ("decided", "Decided Here"), ("case", "Closed Case")],
        default="entered",
        required=True,
        readonly=True,
        copy=False,
    )
    case_key = fields.Integer(
        string="Number of the Case",
        readonly=True,
        copy=False,
        aggregator=None,
        index="btree_not_null",
        groups="cadre_assessment.group_cadre_discipline",
        help="Of the closed case that wrote it. No reference: the discipline staff alone reaches a case.",
    )
    revoked_on = fields.Date(readonly=True, copy=False, tracking=True, help="From this day on it no longer counts.")
    revoked_because = fields.Char(readonly=True, copy=False)

    _dates = models.Constraint("CHECK(date_to IS NULL OR date_from <= date_to)", "It ends before it begins.")
    _document = models.Constraint(
        "CHECK(origin <> 'entered' OR (document IS NOT NULL AND document_date IS NOT NULL))",
        "What is entered by hand needs the number and the day of its document.",
    )
    _once_uniq = models.UniqueIndex(
        "(employee_id, name, document, document_date) WHERE origin = 'entered'",
        "This award or sanction is entered already, by the same document.",
    )

    # -- computes --------------------------------------------------------------------------------------------------
    @api.depends("word_id")
    def _compute_name(self):
        for honour in self:
            honour.name = honour.word_id.name or honour.name

    @api.depends("document_date")
    def _compute_date_from(self):
        for honour in self:
            honour.date_from = honour.date_from or honour.document_date

    @api.depends("employee_id", "name")
    def _compute_display_name(self):
        for honour in self:
            honour.display_name = " · ".join(filter(None, (honour.employee_id.name, honour.name)))

    @api.constrains("kind", "word_id", "level_id")
    def _check_words(self):
        for honour in self:
            if honour.word_id and honour.word_id.kind != honour.kind:
                kinds = dict(self._fields["kind"]._description_selection(self.env))
                raise ValidationError(
                    self.env._(
                        "“%(name)s” stands in another list than “%(kind)s”: choose the kind first, then the word.",
                        name=honour.word_id.name,
                        kind=kinds[honour.kind],
                    )
                )
            if honour.level_id and honour.level_id.kind != "level":
                raise ValidationError(self.env._("“%(name)s” is no level of an issuer.", name=honour.level_id.name))

    @api.constrains("document_date", "date_from")
    def _check_days(self):
        for honour in self:
            today = today_of(honour)
            if honour.date_from > today or (honour.document_date and honour.document_date > today):
                raise ValidationError(
                    self.env._(
                        "%(name)s: the day lies in the future. Enter an award or a sanction once it was given.",
                        name=honour.display_name,
                    )
                )

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        """An empty name (a column of a file) leaves it to the word."""
        return super().create([{k: v for k, v in vals.items() if k != "name" or v} for vals in vals_list])

    def write(self, vals):
        if not is_trusted(self.env):
            self._refuse_decided()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        if not is_trusted(self.env):
            self._refuse_decided()

    def _refuse_decided(self):
        for honour in self.filtered(lambda one: one.origin != "entered"):
            raise UserError(
                self.env._(
                    "%(name)s was written by a decision or a closed case, and changes with it alone.",
                    name=honour.display_name,
                )
            )

    # -- what decisions and cases write ----------------------------------------------------------------------------
    @api.model
    def _record(self, source, rows):
        """Write what was decided, in the place of what the same record had written before. Server code only.

        :param source: name of the many2one by which a row names what brought it about
        :param rows: dicts of values, each with ``source``; what stands as it would be written again stays untouched
        :return: the entries in force of all of them
        """
        honours = guarded(self.sudo()).with_context(**QUIET)
        standing = honours.search([(source, "in", [row[source] for row in rows]), ("revoked_on", "=", False)])
        standing = {_key(one[source]): one for one in standing}
        found, fresh = honours.browse(), []
        for row in rows:
            before = standing.get(row[source])
            if before and all(before._stands(name, value) for name, value in row.items()):
                found |= before
                continue
            if before:
                before._revoke(self.env._("Decided anew."))
            fresh.append(row)
        return found | honours.create(fresh)

    @api.model
    def _record_case(self, case, until=False):
        """The sanction of a closed case, with its document. Server code only.

        :param until: the last day of its effect (a date), where the list of sanctions says how long it lasts (O-05)
        """
        if not case.sanction_id:
            self._revoke_of("case_key", case, self.env._("The case was closed without a sanction."))
            return self.browse()
        row = {
            "case_key": case.id,
            "employee_id": case.employee_id.id,
            "kind": "sanction",
            "word_id": case.sanction_id.id,
            "name": case.sanction_id.name,
            "document": case.document or False,
            "document_date": case.decided_on,
            "date_from": case.decided_on,
            "date_to": until,
            "origin": "case",
        }
        return self._record("case_key", [row])

    @api.model
    def _revoke_of(self, source, records, reason):
        """Take back what ``records`` had written, by their field ``source``. Server code only."""
        standing = self.sudo().search([(source, "in", records.ids), ("revoked_on", "=", False)])
        return standing._revoke(reason)

    def _revoke(self, reason):
        for today, honours in by_today(guarded(self.sudo()).with_context(**QUIET)).items():
            honours.write({"revoked_on": today, "revoked_because": reason})
        return True


def _key(source):
    """The number of what wrote an entry: a record, or its number alone.

    >>> _key(7)
    7
    """
    return source if isinstance(source, int) else source.id
