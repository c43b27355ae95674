"""The cockpit: what is missing, who is late, how many seats are left, what comes next."""

from odoo import api, fields, models, tools
from odoo.tools import frozendict

from ..clock import today_of
from ..listing import listed
from ..rows import counts
from ..states import DECIDED, RUNNING

AUDITOR = "cadre_assessment.group_cadre_auditor"
SEAT_CARDS = 6
"""So many pools have a card of their own; more of them share one."""
LEVELS = ("danger", "warning", "info", "success", "muted")
"""How urgent a card is, the most urgent first."""


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    cockpit = fields.Json(compute="_compute_cockpit")
    progress = fields.Float(
        compute="_compute_progress",
        help="How much of what the year needs is there, in percent: lists, records, papers and marks filed, "
        "people decided.",
    )
    subject_count = fields.Integer(compute="_compute_subject_count", string="People Assessed")

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

    # -- what the rooms fill ---------------------------------------------------------------------------------------
    def _cockpit_cards(self):
        """Cards for the current user, in their order: every room adds its own.

        :return: list of dicts made by :meth:`_card`.
        """
        self.ensure_one()
        if not self._sees_all():
            return self._own_cards()
        if self.state == "draft":
            return self._preparation_cards()
        return [*self._first_cards(), *self._paper_cards(), *self._seat_cards()]

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

    # -- our own cards ---------------------------------------------------------------------------------------------
    def _preparation_cards(self):
        if not self._may_manage():
            return []
        problems = self._opening_problems()
        blocking = sum(problem.blocking for problem in problems)
        people = self._list_people()
        look = {"type": "method", "name": "action_people"}
        return [
            self._card("people", self.env._("People assessed"), people, look, "info" if people else "danger"),
            self._card(
                "blocking", self.env._("To put right before opening"), blocking, look, "danger" if blocking else None
            ),
            self._card("notes", self.env._("Worth a look"), len(problems) - blocking, look),
        ]

    def _list_people(self):
        from .roster import roster, subjects

        return len(subjects(roster(self, self._as_of())))

    def _first_cards(self):
        """What must be decided elsewhere before this cycle can be computed."""
        waiting = self.prerequisite_ids.filtered(lambda cycle: cycle.state not in DECIDED)
        if not waiting or self.state not in RUNNING:
            return []
        names = listed(self.env, waiting.mapped("name"))
        action = self._list_action("cadre_cycle_action", [("id", "in", waiting.ids)])
        return [self._card("first", self.env._("To be decided first"), len(waiting), action, "danger", note=names)]

    def _paper_cards(self):
        if not self.scheme_id.document_ids:
            return []
        today = today_of(self)
        mine = [("cycle_id", "=", self.id)]
        owed = [*mine, ("state", "=", "draft")]
        late = [*owed, ("due", "<", today)]
        waiting = [*mine, ("state", "=", "submitted")]
        found = counts(self.env, [("cadre.document", domain) for domain in (owed, late, waiting)])
        labels = (
            ("papers_owed", self.env._("Papers still to come"), "info"),
            ("papers_late", self.env._("Papers overdue"), "danger"),
            ("papers_to_file", self.env._("Papers to file"), "warning"),
        )
        return [
            self._card(
                code,
                label,
                count,
                self._list_action("cadre_document_action", domain, label),
                level if count else "success",
            )
            for (code, label, level), count, domain in zip(labels, found, (owed, late, waiting), strict=True)
        ]

    def _seat_cards(self):
        pools = self.env["cadre.pool"].search([("cycle_id", "=", self.id)])
        action = self._list_action("cadre_pool_action", [("cycle_id", "=", self.id)])
        if len(pools) > SEAT_CARDS:
            prizes = pools.grouped(lambda pool: (pool.quota_id, pool.period_id))
            return [self._seats_card(some, action) for some in prizes.values()]
        return [
            self._card(
                f"seats_{pool.id}",
                pool._name_within(),
                pool.seats_left,
                action,
                "danger" if pool.seats_left < 0 else "muted" if pool.seats_left else "success",
                f"{pool.seats_used} / {pool.seats}",
                self.env._("of %(base)s people", base=pool.base),
            )
            for pool in pools
        ]

    def _seats_card(self, pools, action):
        """All pools of one prize on one card: how many are given, and how many pools are overrun.

        Seats of different grades, or of different periods, are never added up.
        """
        over = pools.filtered(lambda pool: pool.seats_left < 0)
        used, seats = sum(pools.mapped("seats_used")), sum(pools.mapped("seats"))
        note = self.env._("in %(count)s pools", count=len(pools))
        if over:
            note = self.env._("%(over)s of %(count)s pools overrun", over=len(over), count=len(pools))
        level = "danger" if over else "muted" if used < seats else "success"
        prize, period = pools[0].prize_text, pools[0].period_id
        label = self.env._("Seats: %(prize)s", prize=f"{prize} · {period.name}" if period else prize)
        code = f"seats_{pools[0].quota_id.id}_{period.id or 0}"
        return self._card(code, label, seats - used, action, level, f"{used} / {seats}", note)

    def _own_cards(self):
        mine = [("cycle_id", "=", self.id), ("user_id", "=", self.env.uid), ("state", "=", "draft")]
        count = self.env["cadre.document"].search_count(mine)
        if not count:
            return []
        action = self._list_action("cadre_document_my_action", [("cycle_id", "=", self.id)])
        return [self._card("my_papers", self.env._("My papers to hand in"), count, action)]
