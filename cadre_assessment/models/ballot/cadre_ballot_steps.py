"""Steps of a ballot from preparation to sealed counts; the office takes them (law 4)."""

from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...engine import exact
from ..guard import LOG_TOGETHER, Step, guarded
from ..guard.notes import note_each
from ..listing import listed
from . import proof, published, sealing


class CadreBallot(models.Model):
    _inherit = "cadre.ballot"

    _steps = (
        Step("test", {"draft"}, "test", "_may_run"),
        Step("purge", {"test"}, "draft", "_may_run"),
        Step("open", {"draft"}, "open", "_may_run"),
        Step("close", {"open"}, "closed", "_may_run"),
        Step("seal", {"closed"}, "sealed", "_may_run"),
        Step("void", {"open", "closed"}, "void", "_may_run"),
    )

    def _may_run(self):
        return self._is_office()

    def unlink(self):
        groups = self.sudo().group_ids.ids
        result = super().unlink()
        sealing.delete_marks(self.env, groups)
        return result

    # -- actions -------------------------------------------------------------------------------------------------------
    def action_open(self):
        """Freeze everything and let the votes in."""
        return self._let_in("open")

    def action_test(self):
        """Try it: everything is as in the real vote, but only slips issued for the test count, and only in the test."""
        return self._let_in("test")

    def _let_in(self, step):
        self._lock()
        for problems in self._opening_problems().values():
            if problems:
                raise UserError("\n".join(problems))
        options = {ballot: ballot._current_options() for ballot in self}
        now = fields.Datetime.now()
        for (_said, edition), ballots in self.grouped(lambda one: (str(options[one]), one.edition + 1)).items():
            ballots._take(step, opened_at=now, options=options[ballots[:1]], edition=edition)
        return True

    def action_purge(self):
        """End the test: its papers, receipts and slips are deleted, and everything may be changed again."""
        self.check_access("write")
        sealing.lock_tables(self.env)
        self._lock()
        self._take("purge", opened_at=False, options=False)
        sealing.purge_test(self.sudo())
        sealing.rewrite_tables(self.env)
        return True

    def action_close(self):
        """No further vote. Whoever got a receipt is counted: the row is locked against votes on their way."""
        self._lock()
        self._take("close", closed_at=fields.Datetime.now())
        for ballot in self:
            ballot.sudo().activity_schedule(
                "mail.mail_activity_data_todo",
                summary=self.env._("Enter the paper counts and seal the ballot"),
                user_id=self.env.uid,
            )
        return True

    def action_seal(self):
        """Turn marks into counts and leave no trace of who gave them; many ballots take as many queries as a few."""
        self.check_access("write")
        sealing.lock_tables(self.env)
        self._lock()
        # before anything is touched: may this user, are they closed, are they complete
        self._refuse_step("seal")
        for problems in self._sealing_problems().values():
            if problems:
                raise UserError("\n".join(problems))
        many = len(self) > LOG_TOGETHER
        ballots = self.sudo().with_context(tracking_disable=True) if many else self.sudo()  # the note says all of it
        for key, values in sealing.seal(ballots).items():
            guarded(ballots.browse(key)).write(values)
        self._take("seal", sealed_at=fields.Datetime.now())
        if many:
            self.sudo().activity_unlink(["mail.mail_activity_data_todo"])
        else:
            self.sudo().activity_feedback(["mail.mail_activity_data_todo"])
        note_each(self, {ballot.id: ballot._seal_note() for ballot in self})
        sealing.rewrite_tables(self.env)
        return True

    def action_void(self):
        """Give the ballot up: marks, receipts and paper counts are deleted without having been counted."""
        self.check_access("write")
        sealing.lock_tables(self.env)
        self._lock()
        self._take("void", closed_at=fields.Datetime.now())
        sealing.forget(self.sudo(), keep_receipts=False)
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])
        sealing.rewrite_tables(self.env)
        return True

    def action_verify(self):
        """Tell whether counts and receipts are those that were sealed."""
        self.ensure_one()
        self.check_access("read")
        same = self._verify()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if same else "danger",
                "sticky": not same,
                "title": self.env._("Counts and receipts are unchanged")
                if same
                else self.env._("Counts or receipts were changed"),
                "message": self.env._(
                    "%(count)s receipts. Hash: %(digest)s", count=self.receipt_count, digest=self.digest
                )
                if same
                else self.env._(
                    "They are not those that were sealed. Compare with the hash that was published: %(digest)s",
                    digest=self.digest,
                ),
            },
        }

    # -- checks --------------------------------------------------------------------------------------------------------
    def _lock(self):
        """Wait for votes on their way, and let the next ones wait."""
        self.check_access("write")
        self.env.cr.execute("SELECT id FROM cadre_ballot WHERE id = ANY(%s) ORDER BY id FOR UPDATE", (self.ids,))
        self.invalidate_recordset(["state"])

    def _opening_problems(self):
        """{ballot: what keeps it from being opened}; each sentence says what to do."""
        rivals = self._rival_problems()
        return {ballot: [*ballot._incomplete(), *rivals[ballot]] for ballot in self}

    def _incomplete(self):
        self.ensure_one()
        found = []
        for records, text in (
            (self.subject_ids, self.env._("%(ballot)s: add the persons who are voted on.", ballot=self.name)),
            (self.group_ids, self.env._("%(ballot)s: add a group of voters.", ballot=self.name)),
            (self.criterion_ids, self.env._("%(ballot)s: add a heading, at least one.", ballot=self.name)),
        ):
            if not records:
                found.append(text)
        grades = self.scale_id.grade_ids
        if len(grades) < 2:
            found.append(self.env._("%(scale)s: a ballot needs at least two levels.", scale=self.scale_id.name))
        elif not any(grades.mapped("ballot_value")):
            found.append(self.env._("%(scale)s: the levels have no value in a ballot (G7).", scale=self.scale_id.name))
        if self.choice == "choose" and len(self.criterion_ids) > 1:
            found.append(self.env._("%(ballot)s: who is chosen is asked once: one heading only.", ballot=self.name))
        return found

    def _rival_problems(self):
        """{ballot: problems}: one person, one ballot for one component of a cycle; two results would contradict
        each other. Those that are opened together are each other's rivals, too. A query for each component."""
        found = {ballot: [] for ballot in self}
        for (cycle, component), ballots in self.grouped(lambda one: (one.cycle_id, one.component_id)).items():
            if not cycle or not component:
                continue
            field = cycle._subject_field()
            there = self.env["cadre.ballot.subject"].sudo().search(
                [
                    ("ballot_id", "not in", ballots.ids),
                    ("ballot_id.cycle_id", "=", cycle.id),
                    ("ballot_id.component_id", "=", component.id),
                    ("ballot_id.state", "in", ("open", "closed", "sealed")),
                    (field, "in", ballots.subject_ids[field].ids),
                ]
            )  # fmt: skip
            taken = {line[field]: line.ballot_id for line in there}
            for ballot in ballots:
                found[ballot] = ballot._on_both_lists(field, taken)
                taken |= dict.fromkeys(ballot.subject_ids[field], ballot)
        return found

    def _on_both_lists(self, field, taken):
        """Sentences about who is voted on here, and by ``taken`` ({subject: ballot}) in another ballot, too."""
        twice = {}
        for one in self.subject_ids[field]:
            if one in taken:
                twice.setdefault(taken[one], set()).add(one)
        labels = self._labels() if twice else {}  # those of this list: two of one name may not both be on the other
        return [
            self.env._(
                "%(names)s: voted on in %(ballot)s already. Take them off this list, or make that ballot void.",
                names=listed(self.env, [label for one, label in labels.items() if one[field] in subjects]),
                ballot=ballot.name,
            )
            for ballot, subjects in twice.items()
        ]

    def _sealing_problems(self):
        """{ballot: what keeps it from being sealed}: paper counts that do not add up, marks that nobody can have
        given."""
        ballots = self.sudo()
        cells = self.group_ids._cells()
        wrong, receipts = sealing.mismatches(ballots), proof.receipts_of_each(ballots)
        return {
            ballot: ballot._problems_found(cells, wrong.get(ballot.id, ()), len(receipts[ballot.id])) for ballot in self
        }

    def _problems_found(self, cells, wrong, receipts):
        """The same in sentences, of one ballot.

        :param cells: what was entered of paper
        :param wrong: what :func:`.sealing.mismatches` found
        :param receipts: how many there are
        """
        found = [problem for group in self.group_ids for problem in group._entry_problems(cells)]
        for group, papers, subject, marks in wrong[:5]:
            found.append(
                self.env._(
                    "%(group)s, %(subject)s: %(marks)s marks do not fit the %(papers)s papers that are in. "
                    "The tables were changed by "
                    "another way than voting; make the ballot void and repeat it.",
                    group=group,
                    subject=subject,
                    marks=marks,
                    papers=papers,
                )
            )
        if not found and receipts != sum(self.sudo().group_ids.mapped("used_count")):
            found.append(
                self.env._(
                    "%(ballot)s: there are not as many receipts as papers; make it void and repeat it.",
                    ballot=self.name,
                )
            )
        return found

    def _verify(self):
        """Whether the stored hash is that of the counts and receipts as they are now."""
        self.ensure_one()
        ballot = self.sudo()
        if ballot.state != "sealed":
            raise UserError(self.env._("%(ballot)s is not sealed yet.", ballot=ballot.display_name))
        sealing.hold_tables(self.env)
        return (
            proof.matches(ballot, ballot.digest, ballot.salt)
            and len(proof.receipts_of(ballot)) == ballot.receipt_count
            and ballot.receipt_count + sum(ballot.group_ids.mapped("paper_returned")) == ballot.paper_count
        )

    def _seal_note(self):
        return self.env._(
            "Sealed: %(papers)s papers counted, %(receipts)s receipts. Hash of counts and receipts: %(digest)s",
            papers=self.paper_count,
            receipts=self.receipt_count,
            digest=self.digest,
        )

    # -- for the votes and for other rooms -----------------------------------------------------------------------------
    @api.model
    def _ratio(self, top_ratio):
        """The limit of a paper as the engine wants it: nothing when it is free."""
        return exact(top_ratio) if top_ratio else None

    @api.model
    def _tallies(self, cycle):
        """{component id: {subject id: (source, (engine Tally, ...))}} of the sealed ballots of a cycle.

        The subject is what the cycle assesses: an employee, or a unit (``cycle._subject_field()``).

        ``source`` is ("cadre.ballot.subject", id). Cells below the minimum are not in the database, so not here either.
        Four queries, however many subjects.
        """
        Subject = self.env["cadre.ballot.subject"].sudo()
        Subject.flush_model()
        self.flush_model()
        subject = SQL.identifier("s", cycle._subject_field())
        rows = self.env.execute_query(
            SQL(
                """
                SELECT s.id, %s, b.component_id
                  FROM cadre_ballot b JOIN cadre_ballot_subject s ON s.ballot_id = b.id
                 WHERE b.cycle_id = ANY(%s) AND b.state = 'sealed' AND b.component_id IS NOT NULL AND %s IS NOT NULL
                 ORDER BY b.id, s.sequence, s.id
                """,
                subject,
                cycle.ids,
                subject,
            )
        )
        tallies = published.tallies_where(self.env, SQL("b.cycle_id = ANY(%s)", cycle.ids))
        found = defaultdict(dict)
        for subject_id, assessed_id, component_id in rows:
            if subject_id in tallies:
                found[component_id][assessed_id] = ((Subject._name, subject_id), tallies[subject_id])
        return dict(found)
