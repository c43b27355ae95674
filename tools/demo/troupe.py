"""The year of any scheme, whoever plays it: opening, ballots on paper, computation, decision, archive."""

import regulations

from . import texts
from .accounts import Account, for_everybody
from .cast import MANAGER
from .clock import on

YEAR = 2025
PERSON = "assessment_id.user_id"
TIED = "同分，经集体研究确定。"


def vote_for(decisions, decision):
    """Everybody was there and for it; ``decisions``: the model as an account calls it, ``decision``: an id."""
    decisions.action_all_present([decision])
    [said] = decisions.read([decision], ["present"])
    decisions.write([decision], {"votes_for": said["present"]})


class Company:
    """Accounts by login, made once; ``env`` only looks things up."""

    def __init__(self, env):
        self.env, self.database = env, env.cr.dbname
        self._accounts = {}

    def __call__(self, login):
        if login not in self._accounts:
            self._accounts[login] = Account.known(self.database, login)
        return self._accounts[login]

    def of(self, employee):
        """The account of an employee, or None."""
        user = employee.sudo().user_id
        return self(user.login) if user else None


class Play:
    """One cycle of 2025. ``office`` and ``chair`` are logins, the others external ids of the county's data."""

    def __init__(self, env, scheme, unit, office, chair, body, office_body, organizer, before=()):
        self.env, self.company = env, Company(env)
        self.scheme = regulations.scheme(env, scheme.upper().replace("_", "-"))
        self.unit = env.ref(f"county.dept_{unit}")
        self.office, self.chair = self.company(office), self.company(chair)
        self.body, self.office_body = env.ref(f"county.body_{body}"), env.ref(f"county.body_{office_body}")
        self.organizer = self.company(organizer)
        self.before = before

    def for_everybody(self, *call, **of):
        """The office calls; about its own member somebody of the organization department does."""
        for_everybody(self.office, self.company(MANAGER), *call, **of)

    def fresh(self):
        """See what the accounts have written since: each of their calls was a transaction of its own."""
        self.env.cr.rollback()
        self.env.invalidate_all()

    # -- the cycle -------------------------------------------------------------------------------------------------
    @property
    def domain(self):
        return [("year", "=", YEAR), ("scheme_id", "=", self.scheme.id), ("unit_id", "=", self.unit.id)]

    @property
    def cycle(self):
        """Seen anew each time."""
        return self.env["cadre.cycle"].search(self.domain, limit=1)

    def state(self):
        self.fresh()
        return self.cycle.state

    def open(self, day):
        with on(day):
            if not self.cycle:
                employee = self.env["res.users"].browse(self.organizer.uid).employee_id
                values = {
                    "name": f"{YEAR}年度{self.scheme.name}（{self.unit.name}）",
                    "year": YEAR,
                    "scheme_id": self.scheme.id,
                    "unit_id": self.unit.id,
                    "date_from": f"{YEAR}-01-01",
                    "date_to": f"{YEAR}-12-31",
                    "cut_off": f"{YEAR}-12-31",
                    "leading_body_id": self.body.id,
                    "office_body_id": self.office_body.id,
                    "organizer_id": employee.id,
                    "prerequisite_ids": [(6, 0, [play.cycle.id for play in self.before])],
                }
                self.office["cadre.cycle"].create(values)
                self.fresh()
            if self.state() == "draft":
                self.office["cadre.cycle"].action_open([self.cycle.id])

    def period(self, level, number):
        return self.env["cadre.period"].search(
            [("cycle_id", "=", self.cycle.id), ("level", "=", level), ("number", "=", number)]
        )

    def assessed(self):
        self.fresh()
        return self.cycle.assessment_ids.filtered("assessed")

    # -- ballots ---------------------------------------------------------------------------------------------------
    def vote_on_paper(self, day, spread, papers=8):
        """Paper ballots: issued, taken back and entered by the office as counts; all of them sealed at once.

        :param spread: function (names on the list, number of papers) -> {name: numbers for each option}
        """
        cycle = [self.cycle.id]
        with on(day, 9):
            ballots = self.office["cadre.ballot"]
            groups = self.office["cadre.ballot.group"]
            mine = [("cycle_id", "=", cycle[0])]
            if not ballots.find(mine):
                self.office["cadre.cycle"].action_make_ballots(cycle)
            self.join_lists()
            drafts = ballots.find([*mine, ("state", "=", "draft")])
            few = groups.find([("ballot_id", "in", drafts), ("expected", "<", 5)])
            if few:
                groups.write(few, {"expected": papers})
            if drafts:
                ballots.action_open(drafts)
            opened = ballots.find([*mine, ("state", "=", "open")])
            if opened:
                ballots.action_close(opened)
        with on(day, 14):
            closed = ballots.find([*mine, ("state", "=", "closed")])
            for group in groups.search_read([("ballot_id", "in", closed)], ["paper_grid", "expected"]):
                grid, number = group["paper_grid"], group["expected"]
                counts = spread(list(dict.fromkeys(row["name"] for row in grid["rows"])), number)
                for row in grid["rows"]:
                    row["counts"] = [*counts[row["name"]], 0]
                values = {"paper_issued": number, "paper_returned": number, "paper_invalid": 0, "paper_grid": grid}
                groups.write([group["id"]], values)
            if closed:
                ballots.action_seal(closed)

    def join_lists(self):
        """Lists too short for their limit are put on one ballot (S3-58)."""

    # -- the end of the year ---------------------------------------------------------------------------------------
    def findings(self, day):
        """Findings of everybody under every heading, where the scheme asks for them (S0-29)."""
        from . import texts

        with on(day):
            findings = self.office["cadre.finding"]
            rows = findings.search_read([("cycle_id", "=", self.cycle.id), ("positive", "=", False)], ["dimension_id"])
            by_dimension = {}
            for row in rows:
                by_dimension.setdefault(row["dimension_id"][1], []).append(row["id"])
            for name, ids in by_dimension.items():
                good, bad = next(
                    (pair for word, pair in texts.FINDINGS.items() if word in name), ("表现良好。", "无。")
                )
                self.for_everybody("cadre.finding", "write", ids, {"positive": good, "negative": bad}, of=PERSON)

    def compute(self, day):
        with on(day):
            self.office["cadre.cycle"].action_compute([self.cycle.id])

    def review(self, day):
        """The deciding body concludes on vetoes; nobody about himself."""
        with on(day, 10):
            body = self.chair["cadre.assessment"]
            waiting = body.find([("cycle_id", "=", self.cycle.id), ("veto_state", "=", "pending")])
            if waiting:
                body.action_veto_clear(waiting)

    def decide(self, day, change=None):
        """The office writes it down, who presides confirms it; ``change``: line -> values to write, or None."""
        with on(day, 10):
            decisions = self.office["cadre.decision"]
            known = decisions.find([("cycle_id", "=", self.cycle.id), ("state", "!=", "revoked")])
            if not known:
                values = {
                    "name": f"{YEAR}年度{self.scheme.name}结果审定",
                    "cycle_id": self.cycle.id,
                    "body_id": self.body.id,
                    "date": day,
                    "minutes": f"<p>会议听取考核办关于{YEAR}年度考核情况的汇报，逐一审议，一致同意考核结果建议。</p>",
                }
                known = [decisions.create(values)]
                vote_for(decisions, known[0])
            [decision] = decisions.read(known, ["state"])
            if decision["state"] == "draft":
                self._settle(known[0], change)
                gaps = self.office["cadre.decision.gap"]
                missing = gaps.find([("decision_id", "=", known[0]), ("reason", "=", False)])
                if missing:
                    gaps.write(missing, {"reason": texts.GAP_REASON})
                decisions.action_submit(known)
        with on(day, 16):
            [decision] = decisions.read(known, ["state", "chair_user_id", "second_user_id"])
            for user in (decision["chair_user_id"], decision["second_user_id"]):
                if user and decisions.read(known, ["state"])[0]["state"] == "submitted":
                    login = self.env["res.users"].browse(user[0]).login
                    self.company(login)["cadre.decision"].action_approve(known)

    def _settle(self, decision, change):
        """Of those tied across the last seat of a unit the first gets it (G6); ``change``: further changes."""
        self.fresh()
        lines = self.env["cadre.decision.line"].search([("decision_id", "=", decision)])
        top, second, *_rest = [*self.scheme.result_scale_id.grade_ids.sorted("sequence"), None]
        settled = set()
        for line in lines:
            if line.assessment_id.reason_code == "pending_tie":
                unit = line.assessment_id.unit_id.unit_id
                grade = second if unit in settled else top
                settled.add(unit)
                said = {"grade_id": grade.id, "reason": TIED}
                self.for_everybody("cadre.decision.line", "write", [line.id], said, of=PERSON)
            elif change and (values := change(line)):
                self.for_everybody("cadre.decision.line", "write", [line.id], values, of=PERSON)

    def publish(self, day, end):
        notices = self.office["cadre.notice"]
        name = f"{YEAR}年度{self.scheme.name}结果公示"
        domain = [("cycle_id", "=", self.cycle.id), ("name", "=", name)]
        with on(day):
            found = notices.search_read(domain, ["state"])
            if not found:
                values = {"kind": "result", "name": name, "cycle_id": self.cycle.id, "contact": "考核办公室"}
                found = [{"id": notices.create({**values, "phone": "0000-7654321"}), "state": "draft"}]
            if found[0]["state"] == "draft":
                notices.action_post([found[0]["id"]])
        with on(end):
            if notices.read([found[0]["id"]], ["state"])[0]["state"] == "posted":
                notices.write([found[0]["id"]], {"objections": "none"})
                notices.action_end([found[0]["id"]])

    def archive(self, day):
        with on(day):
            if self.state() != "archived":
                self.office["cadre.cycle"].action_archive_results([self.cycle.id])

    def finish(self, computed, decided, posted, ended, archived, change=None):
        """From the inputs to the archive."""
        if self.state() in ("open", "computed"):
            self.compute(computed)
            self.findings(computed)
            self.review(computed)
            self.compute(computed)
            self.decide(decided, change)
        if self.state() != "archived":
            self.publish(posted, ended)
            self.archive(archived)
