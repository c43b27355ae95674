"""Open a cycle; everything that is missing is named at once."""

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError

from ...engine.spelling import told_apart
from ..guard import guarded
from ..listing import listed, titled
from ..organization.workdays import Workdays
from ..scheme.cadre_scheme_check import Problem, as_list
from ..scheme.conditions import conditions
from ..states import DECIDED
from .periods import spans
from .roster import BLOCKING, roster, subjects
from .seats import GROUP, Place, rules_of

NAMED = 8
"""So many people are named in a message; of the others only the number is said."""


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    opening_problem_list = fields.Html(compute="_compute_opening_problems", sanitize=False, string="Before Opening")

    @api.depends_context("uid", "lang")
    def _compute_opening_problems(self):
        for cycle in self:
            problems = cycle._opening_problems() if cycle.state == "draft" and cycle.id and cycle._may_manage() else []
            cycle.opening_problem_list = as_list(problems)

    # -- opening ---------------------------------------------------------------------------------------------------
    def _open(self):
        self.ensure_one()
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(self.env._("%(cycle)s is being opened at this moment.", cycle=self.name)) from error
        self._take("open", opened_on=fields.Datetime.now())
        blocking = [problem.sentence for problem in self._opening_problems() if problem.blocking]
        if blocking:
            raise UserError(
                self.env._(
                    "%(cycle)s cannot be opened yet:\n%(problems)s",
                    cycle=self.name,
                    problems="\n".join(f"• {sentence}" for sentence in blocking),
                )
            )
        self._make_periods()
        self._refresh_pools()
        self._on_open()
        self._make_documents()

    def _make_periods(self):
        """The periods of every level of the scheme: names in the language of its texts, due dates (1 create)."""
        self.ensure_one()
        workdays = Workdays(self.company_id)
        self.env["cadre.period"].sudo().create(
            [
                {
                    "cycle_id": self.id,
                    "rule_id": rule.id,
                    **span._asdict(),
                    "due": rule._due_after(span.date_to, workdays),
                    "publish_due": rule._publish_after(span.date_to, workdays),
                }
                for rule in self.scheme_id.period_ids
                for span in spans(rule.level, self.date_from, self.date_to, self.scheme_id.lang)
            ]
        )
        if workdays.note:
            guarded(self.sudo()).message_post(body=workdays.note)

    def _count_due_days_again(self):
        """Count anew the days by which records and papers are due, where that day has not passed; say which moved.

        Returns how many did. Days that the office set itself are moved as well, so each cycle keeps old and new.
        """
        total = 0
        for cycle in self:
            workdays, today, moved = Workdays(cycle.company_id), cycle._today(), []
            for period in cycle.period_ids:
                if not period.rule_id or period.due < today:
                    continue
                due = period.rule_id._due_after(period.date_to, workdays)
                guarded(period.sudo()).publish_due = period.rule_id._publish_after(period.date_to, workdays)
                if due != period.due:
                    moved.append((period.name, period.due, due))
                    documents = (
                        self.env["cadre.document"]
                        .sudo()
                        .search(
                            [
                                ("period_id", "=", period.id),
                                ("due", "=", period.due),
                                ("state", "=", "draft"),
                                ("rule_id.due_month", "=", 0),
                            ]
                        )
                    )
                    guarded(documents).write({"due": due})
                    guarded(period.sudo()).due = due
            moved += cycle._own_days_again(workdays, today)
            if moved:
                lines = [f"{name}: {old} → {new}" for name, old, new in moved]
                body = self.env._("Due days were counted again: %(lines)s", lines=listed(self.env, lines))
                guarded(cycle.sudo()).message_post(body=body)
            total += len(moved)
        return total

    def _own_days_again(self, workdays, today):
        """[(name, day before, day now)] of papers with a day of their own, counted anew (S3-14)."""
        papers = self.env["cadre.document"].sudo()
        papers = papers.search(
            [("cycle_id", "=", self.id), ("state", "=", "draft"), ("due", ">=", today), ("rule_id.due_month", "!=", 0)]
        )
        moved = []
        for paper in papers.filtered("period_id"):
            due = paper.rule_id._due(paper.period_id, workdays)
            if due != paper.due:
                moved.append((paper.display_name, paper.due, due))
                guarded(paper).due = due
        return moved

    def _make_documents(self):
        """The required papers that people do not have yet, each with its sections (1 roster, 1 read, 1 create)."""
        self.ensure_one()
        rules = self.scheme_id.document_ids.filtered(lambda rule: rule.author == "subject")
        if not rules:
            return self.env["cadre.document"]
        people = subjects(roster(self, self._as_of()))
        there = (
            self.env["cadre.document"]
            .sudo()
            ._read_group([("cycle_id", "=", self.id)], ["rule_id", "period_id", self._subject_field()])
        )
        there = {(rule.id, period.id, subject.id) for rule, period, subject in there}
        Document = self.env["cadre.document"].sudo().with_context(mail_create_nolog=True, tracking_disable=True)
        owed = conditions(rules).tests  # S3-05: who is posted from above
        workdays = Workdays(self.company_id)
        return Document.create(
            [
                {**self._paper_values(rule, period), **self._paper_about(row), "due": rule._due(period, workdays)}
                for rule in rules
                for period in self.period_ids.filtered(lambda period, rule=rule: period.level == rule.level)
                for row in people
                if (rule.id, period.id, row.employee_id or row.subject_unit_id) not in there
                and (row.left or period.date_to) >= period.date_from
                and owed[rule](row.facts)
            ]
        )

    def _paper_about(self, row):
        """What a paper says of its subject, a row of the roster."""
        return {
            "employee_id": row.employee_id or False,
            "subject_unit_id": row.subject_unit_id or False,
            "head_id": row.head_id or False,
            "employee_name": row.employee_name,
        }

    def _paper_values(self, rule, period):
        """What a required paper begins with, whoever it is about."""
        return {
            "cycle_id": self.id,
            "rule_id": rule.id,
            "period_id": period.id,
            "name": rule.name,
            "section_ids": [
                (0, 0, {"name": section.name, "sequence": section.sequence, "required": section.required})
                for section in rule.section_ids
            ],
            "recipient_ids": [(0, 0, one._as_recipient()) for one in rule.recipient_ids],
        }

    # -- what is missing -------------------------------------------------------------------------------------------
    def _opening_problems(self):
        """Everything that keeps this cycle from opening, or is worth a look before (a bounded number of queries)."""
        self.ensure_one()
        rows = roster(self, self._as_of())
        base = sum(row.assessed and row.in_base for row in rows)
        return [*self._scheme_problems(base), *self._body_problems(), *self._people_problems(rows)]

    def _scheme_problems(self, base):
        if self.scheme_id.state != "active":
            yield Problem(self.scheme_id, self.env._("this scheme is not in force"))
        yield from self.scheme_id._check(base)
        for cycle in self.prerequisite_ids:
            if cycle.state not in DECIDED:
                yield Problem(cycle, self.env._("this cycle must be decided before this one is computed"), False)
        for scheme in self.scheme_id.prerequisite_scheme_ids - self.prerequisite_ids.scheme_id:
            text = self.env._("no cycle of this scheme stands among those decided first: its results are not asked")
            yield Problem(scheme, text, blocking=False)

    def _body_problems(self):
        """S0-02: who decides, who organizes, who does the work."""
        bodies = (
            (self.leading_body_id, self.env._("the body that decides is missing")),
            (self.office_body_id, self.env._("the assessment office is missing")),
        )
        for body, missing in bodies:
            if not body:
                yield Problem(self, missing)
            elif not self._members_today(body):
                yield Problem(body, self.env._("this body has no member today"))
        yield from self._organ_problems()
        if not self.organizer_id:
            yield Problem(self, self.env._("the organizer is missing (the deputy secretary in charge of personnel)"))
        elif not self.organizer_id.sudo().user_id:
            yield Problem(self.organizer_id, self.env._("the organizer has no user account"), blocking=False)

    def _named(self, rows, among):
        """Names of rows of the roster; of many the first ones, and how many more.

        :param among: the rows from which they are told apart: a name that another one has never stands alone
        """
        labels = told_apart([(row.employee_name, row.post or "", row.staff_number or "") for row in among])
        labels = {(row.employee_id, row.subject_unit_id): label for row, label in zip(among, labels, strict=True)}
        names = [labels[row.employee_id, row.subject_unit_id] for row in rows]
        shown = listed(self.env, names[:NAMED])
        if len(names) <= NAMED:
            return shown
        return self.env._("%(names)s and %(count)s more", names=shown, count=len(names) - NAMED)

    def _group_problems(self, people):
        """Whose unit has no comparison group competes, and is ranked, with everybody else without one (S2A-28)."""
        rules = rules_of(self.scheme_id.quota_ids).values()
        alone = Place(GROUP, None, False)
        units = {
            row.unit_id
            for row in people
            if any((place := rule.place_of(row)) and place._replace(entrusted=False) == alone for rule in rules)
        }
        if units:
            units = self.env["hr.department"].sudo().browse(units - {None})
            text = self.env._(
                "%(units)s: no comparison group, so that their people share one pool of seats and one ranking. Set the "
                "comparison group of each unit.",
                units=listed(self.env, units.sorted("id")[:NAMED].mapped("name"))
                + (self.env._(" and %(count)s more", count=len(units) - NAMED) if len(units) > NAMED else ""),
            )
            yield Problem(self.unit_id, text, blocking=False)

    def _people_problems(self, rows):
        people = subjects(rows)
        if not people:
            text = self.env._("nobody of %(unit)s is assessed by the scope of this scheme", unit=self.unit_id.name)
            yield Problem(self, text)
        texts = self.env["cadre.roster.line"]._problem_texts()
        for code, text in texts.items():
            looked_at = people if code in BLOCKING else rows  # who is not assessed keeps nothing from opening
            found = [row for row in looked_at if code in row.problems]
            if found:
                yield Problem(self.unit_id, titled(self.env, text, self._named(found, rows)), code in BLOCKING)
        others = self._assessed_elsewhere([row.employee_id for row in people if row.employee_id])
        twice = self._assessed_twice(others)
        if twice:
            text = self.env._(
                "%(people)s: assessed in %(cycles)s already, and each person is assessed in one place. Put the posts, "
                "postings or scope right; where the other cycle still has somebody who moved, update its people.",
                people=self._named([row for row in people if row.employee_id in twice], rows),
                cycles=listed(self.env, sorted({cycle.name for cycle in twice.values()})),
            )
            yield Problem(self.unit_id, text)
        if also := others.keys() - twice.keys():
            text = self.env._(
                "%(count)s people are assessed in another cycle of this year as well: %(cycles)s",
                count=len(also),
                cycles=listed(self.env, sorted({others[person].name for person in also})),
            )
            yield Problem(self.unit_id, text, blocking=False)
        yield from self._group_problems(people)
        raters = set(self.scheme_id.component_ids.mapped("rater"))
        heads = [row.employee_name for row in people if not row.section_head_id]
        routed = "section_leader" in self.scheme_id.period_ids.mapped("route")
        if heads and (routed or "section_head" in raters):
            text = self.env._("%(count)s people have no section head: the leader in charge does both", count=len(heads))
            yield Problem(self.unit_id, text, blocking=False)
