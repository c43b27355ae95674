"""The chain of the archive, one a company: its length, its last hash, and whether it still fits."""

from odoo import api, fields, models
from odoo.tools import SQL

from ..ballot.proof import format_of
from ..computation import bulk
from ..listing import listed
from .chain import START, Broken, Link, broken_in, content_of, link_of, new_salts
from .row import FORMAT, HASHED_2, digest_of

SHOWN = 20
"""Broken entries named in a message; the others are counted."""
COMPANIES = 1000
"""Chains of one night; a database has a few companies."""
COLUMNS = (
    "chain_id", "company_id", "number", "kind", "made_on", "result_id", "cycle_id", "salt", "row_digest", "payload",
    "content", "previous", "digest",
)  # fmt: skip


class CadreArchiveChain(models.Model):
    _name = "cadre.archive.chain"
    _description = "Chain of the Archive"
    _inherit = ["cadre.server.only.mixin"]
    _rec_name = "company_id"
    _order = "company_id"

    company_id = fields.Many2one("res.company", required=True, readonly=True, ondelete="restrict")
    length = fields.Integer(readonly=True, aggregator=None, string="Entries")
    head = fields.Char(readonly=True, string="Last Hash", help="Whoever keeps it outside sees later whether it holds.")
    checked_on = fields.Datetime(readonly=True, string="Last Checked")
    checked_length = fields.Integer(readonly=True, aggregator=None, string="Entries Checked")
    found = fields.Json(readonly=True, help="What did not fit at the last check: number, code, name.")
    intact = fields.Boolean(compute="_compute_findings", string="It Fits")
    findings = fields.Text(compute="_compute_findings", string="What Does Not Fit")

    _company_uniq = models.Constraint("UNIQUE(company_id)", "A company has one chain.")

    @api.depends("found", "checked_on")
    @api.depends_context("lang")
    def _compute_findings(self):
        for chain in self:
            broken = [Broken(*one) for one in chain.found or ()]
            chain.intact = bool(chain.checked_on) and not broken
            chain.findings = "\n".join(chain._sentences(broken)) or False

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_verify(self):
        """Check every entry and every archived result against the chain, and say which do not fit."""
        self.check_access("read")
        said, broken = [], []
        for chain in self.sudo():
            found = chain._check()
            broken += found
            said += chain._sentences(found)
        if broken:
            message = listed(self.env, said[:SHOWN])
            if len(said) > SHOWN:
                message = self.env._("%(names)s and %(count)s more", names=message, count=len(said) - SHOWN)
        else:
            message = self.env._("%(count)s entries fit.", count=sum(self.mapped("length")))
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "type": "danger" if broken else "success",
                "sticky": bool(broken),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_open_entries(self):
        """The entries of this chain, the newest first."""
        self.check_access("read")
        domain = [("chain_id", "in", self.ids)]
        return self.env["cadre.cycle"]._list_action("cadre_assessment.cadre_archive_entry_action", domain)

    @api.model
    def _cron_verify(self):
        """Every night; what does not fit is said to the auditors, once as long as it stays the same."""
        for chain in self.search([], limit=COMPANIES):
            before = chain.found
            found = chain._check()
            if found and [list(one) for one in found] != before:
                chain._tell(found)

    def _tell(self, broken):
        """A message with what does not fit to the auditors of the company."""
        auditors = self.env.ref("cadre_assessment.group_cadre_auditor").all_user_ids
        auditors = auditors.filtered(lambda user: user.active and self.company_id in user.company_ids)
        if not auditors:
            return
        for lang, readers in auditors.grouped("lang").items():
            chain = self.with_context(lang=lang)
            self.env["mail.thread"].sudo().message_notify(
                partner_ids=readers.partner_id.ids,
                subject=chain.env._("The archive of %(company)s does not fit", company=self.company_id.name),
                body=listed(chain.env, chain._sentences(broken)[:SHOWN]),
            )

    # -- business --------------------------------------------------------------------------------------------------
    @api.model
    def _of(self, company):
        """The chain of ``company``, its row locked: two who archive at once come one after the other."""
        self.flush_model()
        query = SQL("SELECT id FROM cadre_archive_chain WHERE company_id = %s FOR UPDATE", company.id)
        found = self.env.execute_query(query)
        if not found:
            self.env.cr.execute(
                SQL(
                    "INSERT INTO cadre_archive_chain (company_id, length, head, create_uid, create_date, write_uid,"
                    " write_date) VALUES (%s, 0, %s, %s, now() AT TIME ZONE 'UTC', %s, now() AT TIME ZONE 'UTC')"
                    " ON CONFLICT DO NOTHING",
                    company.id,
                    START,
                    self.env.uid,
                    self.env.uid,
                )
            )
            found = self.env.execute_query(query)
        chain = self.browse(found[0])
        chain.invalidate_recordset(["length", "head"], flush=False)
        return chain

    def _append(self, kind, contents):
        """Add an entry for each of ``contents``: (id of the result, id of the cycle, digest of the row, payload).

        A fixed number of statements. The chain is locked by :meth:`_of`.
        """
        self.ensure_one()
        now = fields.Datetime.to_string(fields.Datetime.now())
        number, before, rows = self.length, self.head or START, []
        first, moment, null = bulk.row(self.id, self.company_id.id), bulk.row(kind, now), bulk.NULL
        for salt, (result, cycle, row_digest, payload) in zip(new_salts(len(contents)), contents, strict=True):
            number += 1
            content = content_of(salt, row_digest, payload)
            digest = link_of(number, kind, now, content, before)
            # numbers and hashes have no letters to escape
            rows.append(
                f"{first}\t{number}\t{moment}\t{result or null}\t{cycle or null}\t{salt}\t{row_digest or null}\t"
                f"{bulk.cell(payload)}\t{content}\t{before}\t{digest}"
            )
            before = digest
        if rows:
            bulk.copy_in(self.env.cr, "cadre_archive_entry", COLUMNS, rows)
            self.write({"length": number, "head": before})
            self.flush_recordset()
            self.env["cadre.archive.entry"].invalidate_model(flush=False)

    def _check(self):
        """Check the chain and keep what was found.

        :returns: a list of :class:`~.chain.Broken`
        """
        self.ensure_one()
        self.env.flush_all()
        links = self._links()
        found = [*broken_in(links, self.length, self.head), *self._broken_rows(links)]
        found = sorted({one[:2]: one for one in found}.values(), key=lambda one: (one.number is None, one.number))
        self.write({"checked_on": fields.Datetime.now(), "checked_length": len(links), "found": found})
        return found

    def _links(self):
        """The entries as they stand, in order; the database computes the hash of what each keeps. One query."""
        if not self:
            return []
        rows = self.env.execute_query(
            SQL(
                "SELECT e.number, e.kind, to_char(e.made_on, 'YYYY-MM-DD HH24:MI:SS'), e.result_id, e.row_digest,"
                "       e.content, e.previous, e.digest,"
                "       encode(sha256(convert_to("
                "         e.salt || E'\\n' || COALESCE(e.row_digest, '') || E'\\n' || e.payload, 'UTF8')), 'hex'),"
                "       COALESCE(r.name, '')"
                "  FROM cadre_archive_entry e LEFT JOIN cadre_result r ON r.id = e.result_id"
                " WHERE e.chain_id = %s ORDER BY e.number, e.id",
                self.id,
            )
        )
        return [Link(*row) for row in rows]

    def _broken_rows(self, links):
        """Results that stand otherwise than their entry says, without an entry, or no longer. Two queries."""
        names = SQL(", ").join(SQL("r.%s", SQL.identifier(name)) for name in HASHED_2)
        cr = self.env.cr
        cr.execute(
            SQL(
                "SELECT r.id, r.digest, p.digest AS before, %s FROM cadre_result r"
                "  LEFT JOIN cadre_result p ON p.id = r.previous_id WHERE r.company_id = %s",
                names,
                self.company_id.id,
            )
        )
        keys, rows = [column.name for column in cr.description], cr.fetchall()
        kept = {link.result_id: link for link in links if link.kind == "result"}
        gone = {key for key, link in kept.items() if link.computed is not None}
        yield from self._emptied(links)
        for row in rows:
            values = dict(zip(keys, row, strict=True))
            link = kept.get(values["id"])
            gone.discard(values["id"])
            if link is None:
                yield Broken(None, "unlinked", values["name"])
            elif link.computed is None:  # erased: nobody knows any more what it was
                continue
            elif values["digest"] != link.row_digest or values["digest"] != right_digest(values):
                yield Broken(link.number, "row", values["name"])
        if gone:
            lost = self.env.execute_query(
                SQL(
                    "SELECT number, payload::json ->> 'name' FROM cadre_archive_entry WHERE chain_id = %s"
                    "   AND result_id = ANY(%s) AND kind = 'result'",
                    self.id,
                    list(gone),
                )
            )
            yield from (Broken(number, "gone", name or "") for number, name in lost)

    def _emptied(self, links):
        """Entries without content that no erasure names: somebody emptied them to hide what they kept."""
        empty = {link.number: link for link in links if link.computed is None}
        if not empty:
            return
        erased = self.env["cadre.archive.entry"].search([("chain_id", "=", self.id), ("kind", "=", "erasure")])
        named = {number for one in erased for number in one._facts().get("entries", ())}
        yield from (Broken(number, "content", link.name) for number, link in empty.items() if number not in named)

    def _sentences(self, broken):
        """What does not fit, a sentence each."""
        said = {
            "missing": self.env._("entry %(number)s is missing"),
            "link": self.env._("entry %(number)s was changed or put in: %(name)s"),
            "content": self.env._("what entry %(number)s keeps was changed: %(name)s"),
            "row": self.env._("the result of entry %(number)s was changed: %(name)s"),
            "gone": self.env._("the result of entry %(number)s was deleted: %(name)s"),
            "unlinked": self.env._("a result without an entry: %(name)s"),
            "head": self.env._("the chain does not end with entry %(number)s as it should"),
        }
        return [said[one.code] % {"number": one.number, "name": one.name or "—"} for one in broken]


def right_digest(values):
    """The digest that a row of the archive must have, by the format its digest names; None: a format nobody knows."""
    number = format_of(values["digest"])
    return digest_of(values, values["before"], number) if number in (1, FORMAT) else None
