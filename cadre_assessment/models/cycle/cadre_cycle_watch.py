"""What the office watches and adds to in the course of a cycle: people, seats, papers; the cockpit; reminders."""

from odoo import api, fields, models, tools
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import frozendict

from ..clock import today_of
from ..guard import guarded
from ..offers import taken
from ..organization.workdays import Workdays
from ..states import RUNNING, UNDER_WAY
from .cards import preparation
from .due_days import count_again
from .papers import QUIET, office_places, office_values
from .pools import refresh_pools, refresh_team_grades
from .watch import CARDS, REMINDERS

AUDITOR = "cadre_assessment.group_cadre_auditor"


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    cockpit = fields.Json(compute="_compute_cockpit")
    progress = fields.Float(
        compute="_compute_progress",
        help="How much of what the year needs is there, in percent: lists, records, papers and marks filed, "
        "people decided.",
    )
    subject_count = fields.Integer(compute="_compute_subject_count", string="People Assessed")

    reminder_days = fields.Integer(
        default=5, high=366, help="Papers: reminder this many days before they are due; 0 = none."
    )

    pool_set_ids = fields.One2many("cadre.pool.set", "cycle_id", string="Shared Pools")

    takes_papers = taken("takes_papers")

    @api.depends("state")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_cockpit(self):
        for cycle in self:
            cards = cycle._cockpit_cards() if cycle._origin.id else []
            cycle.cockpit = {"cards": cards, "next": cycle._next_step() if cycle._origin.id else False}

    @api.depends("state")
    def _compute_progress(self):
        """What is done of what there is to do, and not the stage the cycle has reached."""
        counts = self.filtered(lambda cycle: cycle.state not in ("draft", "archived"))._work_counts()
        for cycle in self:
            done, wanted = counts.get(cycle._origin.id, (0, 0))
            share = 100 * done // wanted if wanted else 0
            cycle.progress = 100 if cycle.state == "archived" else share if cycle.state != "draft" else 0

    def _work_counts(self):
        """{cycle id: (done, to do)}. Every room adds what it keeps, one grouped query each."""
        return self._counted_by_state("cadre.document", ("filed",))

    def _counted_by_state(self, model, done, domain=()):
        """(done, all) records of ``model`` in each of these cycles; ``done``: states that count as done."""
        groups = (
            self.env[model]
            .sudo()
            ._read_group([("cycle_id", "in", self._origin.ids), *domain], ["cycle_id", "state"], ["__count"])
        )
        found = {}
        for cycle, state, count in groups:
            finished, wanted = found.get(cycle.id, (0, 0))
            found[cycle.id] = (finished + (count if state in done else 0), wanted + count)
        return found

    @api.model
    def _added(self, *parts):
        """The sums of several results of :meth:`_work_counts`."""
        found = {}
        for part in parts:
            for cycle, (done, wanted) in part.items():
                before = found.get(cycle, (0, 0))
                found[cycle] = (before[0] + done, before[1] + wanted)
        return found

    @api.depends("state")
    @api.depends_context("uid")
    def _compute_subject_count(self):
        """Without a roster for each cycle of a list."""
        counts = self._subject_counts()
        for cycle in self:
            cycle.subject_count = counts.get(cycle._origin.id, 0) if cycle._sees_all() else 0

    def _subject_counts(self):
        """{cycle id: number of subjects} of the cycles that are open. The room of the assessments counts them."""
        groups = self.env["cadre.pool"].sudo()._read_group([("cycle_id", "in", self.ids)], ["cycle_id"], ["base:max"])
        return {cycle.id: base for cycle, base in groups}

    # -- cockpit -------------------------------------------------------------------------------------------------------
    def _cockpit_cards(self):
        """Cards for the current user, in their order (:data:`.watch.CARDS`): dicts made by :meth:`_card`."""
        self.ensure_one()
        if self.state == "draft":
            return preparation(self)
        return [card for cards in CARDS for card in cards(self)]

    def _next_step(self):
        """What the office does next, in a sentence; False for everybody else."""
        self.ensure_one()
        if not self._may_manage():
            return False
        return {
            "draft": self.env._("Look at who is assessed, put right what is missing, then open the cycle."),
            "open": self.env._(
                "Lists, records and papers come in. When ratings, ballot and papers are complete, compute."
            ),
            "computed": self.env._(
                "Look through the proposals, the veto reviews and the findings, then call the body."
            ),
            "decided": self.env._("Post the public notice."),
            "published": self.env._("Wait for the end of the notice, settle objections, then archive."),
            "archived": self.env._("Finished. Consequences are followed up from here."),
        }[self.state]

    # -- help for the rooms ----------------------------------------------------------------------------------------
    def _require_sight(self, refusal):
        """Raise AccessError with the sentence ``refusal`` unless the reader sees everybody of all these cycles."""
        if not all(cycle._sees_all() for cycle in self):
            raise AccessError(refusal)

    def _sees_all(self):
        """Whether the current user looks at everybody of the cycle: its office, its deciding body, the auditor."""
        user = self.env.user
        return user.has_group(AUDITOR) or self._is_office() or self._sits_in_body(user)

    @api.model
    def _card(self, code, label, count, action=None, level=None, value=None, note=None):
        """One card. ``count`` decides the colour unless ``level`` does: nothing left to do is green.

        :param value: what is shown large instead of the count ("1 / 2").
        :param action: what the card opens: an action dict, or ``{"type": "method", "name": …}`` of the cycle for one.
        """
        if action and "help" in action:  # its text is HTML, which the client fetches with the action itself
            action = {key: value for key, value in action.items() if key != "help"}
        return {
            "code": code,
            "label": label,
            "count": count,
            "value": str(count) if value is None else value,
            "level": level or ("warning" if count else "success"),
            "action": action or False,
            "note": note or False,
        }

    @api.model
    def _list_action(self, xmlid, domain, name=None, context=None):
        """The action ``cadre_assessment.<xmlid>`` narrowed to ``domain``, as a card opens it."""
        action = self._known_action(xmlid)
        return {
            **action,
            "xml_id": f"cadre_assessment.{xmlid}",
            "domain": domain,
            "context": context or {},
            "name": name or action["name"],
            "target": "current",
        }

    @api.model
    @tools.ormcache("xmlid", "self.env.lang")
    def _known_action(self, xmlid):
        """What a card needs of the action ``cadre_assessment.<xmlid>``; read once, for a cockpit opens a dozen."""
        # without the rest of the context: what one reader sends does not stand in everybody's action
        actions = self.env(context={"lang": self.env.lang})["ir.actions.act_window"]
        action = actions._for_xml_id(f"cadre_assessment.{xmlid}")
        keys = ("type", "res_model", "views", "view_mode", "search_view_id", "help", "name")
        return frozendict({key: action[key] for key in keys if key in action})

    # -- reminders -----------------------------------------------------------------------------------------------------
    @api.model
    def _cron_remind(self):
        """Once a day: every running cycle that wants it. Work done stays done when a run is cut short."""
        cycles = self.search(self._domain_to_remind() & Domain("reminders", "=", True))
        cron = self.env["ir.cron"]
        self.env["tier.review"]._ask_today()
        cron._commit_progress(remaining=len(cycles))
        for cycle in cycles:
            cycle._remind(cycle._today(), cron._commit_progress)
            cron._commit_progress(1)

    @api.model
    def _domain_to_remind(self):
        """Which cycles somebody may have to be reminded of something in."""
        return Domain("state", "in", UNDER_WAY)

    def _reminders(self, today):
        """What the rooms say, in the order of :data:`.watch.REMINDERS`."""
        self.ensure_one()
        return [reminder for reminders in REMINDERS for reminder in reminders(self, today)]

    def _told_in(self):
        return self.scheme_id._text_lang()

    # -- people --------------------------------------------------------------------------------------------------------
    def action_people(self):
        """List everybody of the unit: assessed or not, in which base, why, and what is wrong."""
        self.ensure_one()
        return self.env["cadre.roster.line"]._show(self)

    def action_periods(self):
        """The periods of the cycle, first those that everybody owes; the others (weeks) are one click away."""
        self.ensure_one()
        domain = [("cycle_id", "=", self.id)]
        return self._list_action("cadre_period_action", domain, context={"search_default_owed": 1})

    def _assessed_elsewhere(self, employee_ids):
        """{employee id: another cycle of this year that assesses the person}; the assessments know (S3-17)."""
        self.ensure_one()
        return {}

    def _assessed_twice(self, others):
        """Those of ``others`` (:meth:`_assessed_elsewhere`) whom the same regulation assesses in the same time.

        Each person is assessed in one place (S3-10, S3-17, S3-49); two regulations may look at one year.
        """
        regulation = self.scheme_id.regulation_id
        return {
            person: cycle
            for person, cycle in others.items()
            if cycle.scheme_id.regulation_id == regulation
            and cycle.date_from <= self.date_to
            and self.date_from <= cycle.date_to
        }

    def _absent(self, day):
        """Employees who belong to the unit now but had no post yet on ``day``: no version as of that day."""
        self.ensure_one()
        return self.env["hr.employee"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("department_id", "child_of", self.unit_id.id),
                ("version_ids", "not any", [("date_version", "<=", day)]),
            ]
        )

    # -- seats ---------------------------------------------------------------------------------------------------------
    def _team_grades(self):
        """{unit id: code of the grade of its team} from the cycles decided before; the room of the results says it."""
        self.ensure_one()
        return {}

    def _refresh_pools(self):
        """Count the bases of the pools again and set their seats."""
        self.ensure_one()
        refresh_pools(self)

    def _refresh_team_grades(self):
        """Bring the ratios that depend on the teams' grades up to date."""
        self.ensure_one()
        refresh_team_grades(self)

    def _pools_changed(self):
        """Pools were merged or parted: count again where seats are not decided yet."""
        for cycle in self.filtered(lambda cycle: cycle.state in RUNNING):
            cycle._refresh_pools()

    # -- papers --------------------------------------------------------------------------------------------------------
    def _count_due_days_again(self):
        """Count the days anew by which records and papers are due; how many moved."""
        return count_again(self)

    def _domain_takes_papers(self):
        """Cycles of the user's office whose scheme lets it add papers."""
        more = Domain("author", "=", "office") & Domain("more", "=", True)
        return (
            Domain("of_my_office", "=", True)
            & Domain("state", "in", list(RUNNING))
            & Domain("scheme_id.document_ids", "any", more)
        )

    def _clerks(self):
        """Users of the assessment office today."""
        return self.sudo().office_body_id._members_on(self._today()).user_id

    def _add_paper(self, rule, unit=None):
        """One more of what the office adds as needed, in the period of today (S1-05: 随时抽查; S3-36: talks).

        :raises AccessError: the user is not of the office.
        :raises UserError: it is no paper of this cycle that may be added, or not now.
        """
        self.ensure_one()
        self._require_office(self.env._("The assessment office adds this paper."))
        if self.state not in RUNNING or rule.scheme_id != self.scheme_id or not rule.more:
            raise UserError(self.env._("“%(paper)s” cannot be added here now.", paper=rule.name))
        place = {}
        if rule.each != "cycle":
            places = {one.get("subject_unit_id") or one.get("group_id"): one for one in office_places(self, rule)[rule]}
            if not unit or unit.id not in places:
                raise UserError(self.env._("Choose one of the units assessed in this cycle."))
            place = places[unit.id]
        today = today_of(self)
        periods = self.period_ids.filtered(lambda one: one.level == rule.level)
        period = periods.filtered(lambda one: one.date_from <= today <= one.date_to)[:1] or periods[-1:]
        Document = self.env["cadre.document"].sudo()
        last = Document.search([("cycle_id", "=", self.id), ("rule_id", "=", rule.id)], order="number desc", limit=1)
        values = office_values(self, rule, period, place, Workdays(self.company_id), last.number + 1)
        return guarded(Document).with_context(**QUIET).create(values).with_env(self.env)
