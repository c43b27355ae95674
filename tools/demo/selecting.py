"""How a selection goes on, whoever stands in it: one step after the other, each by the accounts whose work it is.

``Selecting`` is one selection by a procedure that comes along. ``go_on(until=...)`` takes every step before that one:
papers are written and signed, votes counted on paper, talks written down, the discipline body answers, the deciding
body votes on each name, the notice hangs its days.
"""

from datetime import date, timedelta

from odoo.addons.cadre_assessment.engine.criteria import explain, facts_asked
from odoo.addons.cadre_assessment.models.organization.person_facts import facts_of
from odoo.exceptions import UserError

from .clock import on
from .troupe import Company

OFFICE, CHAIR, DISCIPLINE = "sunliping", "xianwei", "leiming"
DAY = timedelta(days=1)
VOTERS = 43
PATIENCE = 30
"""Days that a step may wait for what only time brings (the end of a registration, of a notice)."""
WORDS = {
    "德": "政治坚定，作风正派，顾全大局，注重学习。",
    "能": "熟悉业务，组织协调能力较强，能独立处理复杂事项。",
    "勤": "工作勤勉，长期在一线，出勤良好。",
    "绩": "分管工作连续两年完成年度目标，群众认可。",
    "廉": "严格遵守廉洁自律各项规定，未发现问题。",
    "不足": "开拓创新意识有待进一步加强，深入基层还不够。",
}
PARTNERS = ("张建国（支部书记）", "李秀英（科室负责人）", "王立新（职工代表）")
OTHERWISE = "经谈话了解和查阅材料，情况属实，综合表现良好。"


class Stage:
    """What all selections of the county share: bodies, accounts, who stands elsewhere already."""

    def __init__(self, env):
        self.env, self.company = env, Company(env)
        self.office, self.discipline = self.company(OFFICE), self.company(DISCIPLINE)
        self.home = env.ref("county.dept_zuzhibu")
        self.bodies = {kind: self._body(name, kind) for kind, name in BODIES}
        self.decides = env.ref("county.body_county_group").id

    def fresh(self):
        """See what the accounts have written since: each of their calls was a transaction of its own."""
        self.env.cr.rollback()
        self.env.invalidate_all()

    def inspectors(self):
        """Two people of the department with accounts, beside the office itself."""
        there = self.env["hr.employee"].search([("department_id", "child_of", self.home.id)], order="staff_number")
        able = there.filtered(lambda one: one.user_id.active and one.user_id.login not in (OFFICE, "gaojie"))
        return able[:2]

    def judges(self):
        """Three people of the office of the committee."""
        there = self.env.ref("county.dept_xianweiban")
        people = self.env["hr.employee"].search([("department_id", "child_of", there.id)], order="staff_number")
        return people.filtered(lambda one: one.user_id.active)[:3]

    def _body(self, name, kind):
        bodies = self.office["cadre.body"]
        known = bodies.find([("name", "=", name), ("kind", "=", kind)])
        if known:
            return known[0]
        user = self.env["res.users"].search
        people = {
            "selection": user([("login", "=", OFFICE)]).employee_id,
            "discipline": user([("login", "=", DISCIPLINE)]).employee_id,
            "judges": self.judges(),
        }.get(kind) or self.inspectors()
        members = [
            (0, 0, {"employee_id": one.id, "role": "member" if place else "chair", "date_from": "2025-01-01"})
            for place, one in enumerate(people)
        ]
        values = {"name": name, "kind": kind, "unit_id": self.home.id, "member_ids": members}
        return bodies.create(values)

    def busy(self):
        """Who decides, inspects or stands somewhere already."""
        self.fresh()
        env = self.env
        found = (
            env["cadre.candidate"].search([]).employee_id
            | env["cadre.body"].browse([self.decides, *self.bodies.values()]).member_ids.employee_id
        )
        for unit in PLAYED:
            found |= env["hr.employee"].search([("department_id", "child_of", env.ref(f"county.dept_{unit}").id)])
        return found | env["res.users"].search([("login", "in", (OFFICE, CHAIR, DISCIPLINE, "gaojie"))]).employee_id


BODIES = (
    ("selection", "县委组织部干部科"),
    ("inspection", "县委组织部考察组"),
    ("discipline", "县纪委监委干部监督室"),
    ("judges", "竞争上岗面试考官组"),
)
PLAYED = ("jiguangongwei", "zhujianju", "qingxi")
"""Units whose own year, or double selection, is told: nobody of them stands elsewhere."""


class Selecting:
    """One selection; ``unit``: external id of a department without its prefix, ``posts``: {name: (rank, how many)}."""

    def __init__(self, stage, code, name, unit, posts, begins, headcount=True):
        self.stage, self.env, self.office = stage, stage.env, stage.office
        self.code, self.name, self.begins = code, name, begins
        self.unit = stage.env.ref(f"county.dept_{unit}")
        self.posts, self.headcount = posts, headcount
        self.today = begins

    @property
    def record(self):
        return self.env["cadre.selection"].search([("name", "=", self.name)], limit=1)

    def step(self, code, post=None):
        found = self.record.step_ids.filtered(lambda one: one.rule_id.code == code)
        return (found.filtered(lambda one: one.post_id == post) if post else found)[:1]

    # -- before it begins ------------------------------------------------------------------------------------------
    def make(self, **values):
        """The posts of the unit with their numbers, and the selection; ``criterion``: what the posts ask beside it."""
        self.stage.fresh()
        if self.record:
            return
        criterion = values.pop("criterion", False)
        with on(self.begins.isoformat()):
            lines = [
                (0, 0, {"job_id": self._job(name, rank, number), "number": number, "criterion_id": criterion})
                for name, (rank, number) in self.posts.items()
            ]
            procedure = self.env["cadre.procedure"].search([("code", "=", self.code), ("state", "=", "active")])
            self.office["cadre.selection"].create(
                {
                    "name": self.name,
                    "procedure_id": procedure.id,
                    "unit_id": self.unit.id,
                    "office_body_id": self.stage.bodies["selection"],
                    "group_body_id": self.stage.bodies["inspection"],
                    "discipline_body_id": self.stage.bodies["discipline"],
                    "judges_body_id": self.stage.bodies["judges"],
                    "body_id": self.stage.decides,
                    "date_from": self.begins.isoformat(),
                    "post_ids": lines,
                    **values,
                }
            )
        self.stage.fresh()

    def _job(self, name, rank, number):
        """A post of the unit with as many approved places as are held, and those that are to be filled."""
        jobs, counts = self.office["hr.job"], self.office["cadre.headcount"]
        rank = self.env["cadre.rank"].search([("code", "=", rank)], limit=1)
        values = {"name": name, "department_id": self.unit.id, "cadre_rank_id": rank.id}
        job = (jobs.find([("name", "=", name), ("department_id", "=", self.unit.id)]) or [jobs.create(values)])[0]
        row = {"department_id": self.unit.id, "layer_id": rank.layer_id.id, "date_from": "2024-01-01"}
        known = counts.find([("department_id", "=", self.unit.id), ("layer_id", "=", rank.layer_id.id)])
        if not known:
            known = [counts.create({**row, "approved": 1, "document": "云编办〔2024〕6号"})]
        [said] = counts.read(known[:1], ["held", "reserved", "approved"])
        needed = said["held"] + said["reserved"] + number
        if said["approved"] < needed:
            counts.write(known[:1], {"approved": needed})
        return job

    def people(self, count, unmet=0):
        """Candidates of the ranks next below: ``count`` whom no condition keeps out, ``unmet`` whom one does."""
        procedure = self.record.procedure_id
        county = self.env.ref("county.dept_yunling").id
        domain = [("department_id", "child_of", county), ("departure_date", "=", False)]
        pool = self.env["hr.employee"].search(domain, order="staff_number") - self.stage.busy()
        height = self.record.post_ids.job_id.cadre_rank_id[:1].sequence
        pool = pool.filtered(lambda one: one.cadre_rank_id.sequence > height)
        pool = pool.sorted(lambda one: (one.cadre_rank_id.sequence, one.staff_number))
        root = (procedure.criterion_id | self.record.post_ids.criterion_id)[:1]
        if not root:
            return pool[:count]
        tree = root._engine_criteria()[root.id]
        facts = facts_of(self.env, pool, facts_asked([tree]), self.begins)
        answers = {one: explain(tree, facts[one.id]) for one in pool}
        never = {one: sum(part.holds is False for part in answers[one].parts) for one in pool}
        good = pool.filtered(lambda one: answers[one].holds is not False)
        bad = (pool - good).filtered(lambda one: never[one] == 1)
        return good[:count] + bad[:unmet]

    def stand(self, people, **values):
        """They are taken up, in turn for each post."""
        posts = self.record.post_ids
        with on(self.today.isoformat()):
            self.office["cadre.candidate"].create(
                [
                    {
                        "selection_id": self.record.id,
                        "post_id": posts[place % len(posts)].id,
                        "employee_id": one.id,
                        **values,
                    }
                    for place, one in enumerate(people)
                ]
            )
        self.stage.fresh()

    def begin(self):
        with on(self.begins.isoformat()):
            self.office["cadre.selection"].action_begin([self.record.id])
        self.stage.fresh()

    # -- step by step ----------------------------------------------------------------------------------------------
    def go_on(self, until=None, before=None, **special):
        """Take the steps in their order, until that of the code ``until`` is the next one.

        :param before: no later than this day (a date)
        :param special: code of a step -> function that does what is special about it, instead of the ordinary
        """
        for _turn in range(3 * len(self.record.step_ids)):
            self.stage.fresh()
            ready = self.record.step_ids.filtered(lambda one: one.state == "open" and one._earliest() is not None)
            ready = ready.filtered(lambda one: one.rule_id.code != until)
            if not ready:
                return
            step = ready.sorted(lambda one: (one._earliest(), one.sequence))[0]
            self.today = max(self.today, step._earliest())
            if before and self.today > before:
                return
            act = special.get(step.rule_id.code)
            if act:
                self.papers_of(step)
                act(step)
            else:
                self.take(step)

    def take(self, step):
        """What the step asks for, and the step itself; what is too early waits for its day."""
        ready = getattr(self, f"_ready_{step.kind}", None)
        with on(self.today.isoformat(), 9):
            self.papers_of(step)
            if ready and ready(step):
                return
            values = {}
            if step.kind in ("approval", "document", "filing"):
                values["document"] = f"云组干〔{self.today.year}〕{step.id % 90 + 10}号"
            if values:
                self.office["cadre.selection.step"].write([step.id], values)
        self._do(step)

    def _do(self, step):
        actor = self.stage.company.of(self.stage.inspectors()[0]) if step.actor == "group" else self.office
        for _day in range(PATIENCE):
            try:
                with on(self.today.isoformat(), 17):
                    actor["cadre.selection.step"].action_do([step.id])
                return
            except UserError:
                if _day == PATIENCE - 1:
                    raise
                self.today += DAY

    def papers_of(self, step):
        """Written, handed in and signed by those whose work it is."""
        self.stage.fresh()
        with on(self.today.isoformat(), 9):
            self._write_papers(step)

    def _write_papers(self, step):
        for paper in step.paper_ids.filtered(lambda one: one.state == "draft"):
            first, second = (self.stage.company.of(one) for one in self.stage.inspectors())
            writer = {"group": first, "discipline": self.stage.discipline}.get(paper.author, self.office)
            for section in paper.section_ids:
                said = next((text for word, text in WORDS.items() if word in section.name), OTHERWISE)
                writer["cadre.candidate.section"].write([section.id], {"text": said})
            writer["cadre.candidate.paper"].action_submit([paper.id])
            if paper.signatures > 1:
                second["cadre.candidate.paper"].action_sign([paper.id])

    def _ready_check(self, step):
        field = step._field()
        with_rules = field.filtered(lambda one: one._roots())
        candidates, checks = self.office["cadre.candidate"], self.office["cadre.candidate.check"]
        if with_rules:
            candidates.action_check_conditions(with_rules.ids)
            self.stage.fresh()
            for check in with_rules.check_ids.filtered(lambda one: one.answer == "unknown"):
                checks.write([check.id], {"said": "yes", "evidence": "查阅干部人事档案，符合条件。"})
                checks.action_sign([check.id])
        if rest := field - with_rules:
            candidates.write(rest.ids, {"eligible": "yes", "eligible_note": "经审查，符合报名条件。"})

    def _ready_ballot(self, step):
        found = self.office["cadre.selection.step"].action_prepare([step.id])
        ballots, groups = self.office["cadre.ballot"], self.office["cadre.ballot.group"]
        key = [found["res_id"]]
        mine = groups.find([("ballot_id", "in", key)])
        if ballots.read(key, ["state"])[0]["state"] == "draft":
            groups.write(mine, {"expected": VOTERS})
            ballots.action_open(key)
        if ballots.read(key, ["state"])[0]["state"] == "open":
            ballots.action_close(key)
        for group in groups.read(mine, ["paper_grid"]):
            grid = group["paper_grid"]
            for place, row in enumerate(grid["rows"]):
                yes = max(VOTERS - 9 - 5 * place, VOTERS // 2 + 1)
                row["counts"] = [yes, VOTERS - yes, *[0] * (len(row["counts"]) - 2)]
            values = {"paper_issued": VOTERS, "paper_returned": VOTERS, "paper_invalid": 0, "paper_grid": grid}
            groups.write([group["id"]], values)
        ballots.action_seal(key)

    def _ready_talks(self, step):
        for group in step.rule_id.group_ids:
            about = {"candidate_id": step._field()[:1].id, "standing": "for", "group_id": group.id}
            for name in PARTNERS[: max(step.rule_id.least, 1)]:
                self._talk(step, partner_name=name, **about)

    def _ready_talk(self, step):
        for one in step._field():
            self._talk(step, partner_name=f"{one.name}本人", candidate_id=one.id)

    def _talk(self, step, **values):
        values = {"step_id": step.id, "date": self.today.isoformat(), "place": "县委组织部会议室", **values}
        self.office["cadre.talk"].create({**values, "text": "充分肯定其工作，建议进一步加强基层历练。"})

    def _ready_opinion(self, step):
        for opinion in step.opinion_ids.filtered(lambda one: one.state == "asked"):
            said = {"answer": "clear", "text": "经查，未发现影响提拔任用的问题。"}
            answers = self.stage.discipline["cadre.opinion"]
            answers.write([opinion.id], said)
            answers.action_answer([opinion.id])

    def _ready_exam(self, step):
        for place, one in enumerate(step._field()):
            self.office["cadre.candidate"].write([one.id], {"exam_taken": True, "exam_mark": 92 - 3 * place})

    def _ready_marks(self, step):
        """Each judge on his own phone; of an examination, the office."""
        for post, people in step._field().grouped("post_id").items():
            judges = step._judges_of(post)
            for number, judge in enumerate(judges):
                account = self.stage.company.of(judge) if judge else self.office
                marks = account["cadre.candidate.mark"]
                mine = [("step_id", "=", step.id), ("candidate_id", "in", people.ids)]
                if judge:
                    mine.append(("judge_user_id", "=", account.uid))
                found = marks.search_read(mine, ["candidate_id"])
                order = {one.id: place for place, one in enumerate(people)}
                rows = [[row["id"], 92 - 3 * order[row["candidate_id"][0]] + number % 3] for row in found]
                marks.grid_save(rows)
                marks.grid_confirm(f"{step.id}-{post.id}")

    def _ready_shortlist(self, step):
        self.decide(step)
        return True

    def _ready_decision(self, step):
        """As many as there are places; the others are voted down."""
        places = {post: post.number for post in self.record.post_ids}
        chosen = step._field().browse()
        for one in step._field():
            if places.get(one.post_id):
                places[one.post_id] -= 1
                chosen |= one
        self.decide(step, against=step._field() - chosen)
        return True

    def decide(self, step, against=(), postponed=(), confirm=True):
        """The office writes it down, who presides confirms it."""
        decisions, names = self.office["cadre.decision"], self.office["cadre.decision.name"]
        key = [self.office["cadre.selection.step"].action_prepare([step.id])["res_id"]]
        decisions.action_all_present(key)
        decisions.write(key, {"minutes": "<p>会议听取组织部汇报，对人选逐一审议、逐一表决。</p>"})
        [said] = decisions.read(key, ["present", "name_ids"])
        for row in names.read(said["name_ids"], ["candidate_id"]):
            down = row["candidate_id"][0] in [one.id for one in against]
            put_off = row["candidate_id"][0] in [one.id for one in postponed]
            votes = {"votes_for": 0 if down else said["present"], "votes_against": said["present"] if down else 0}
            names.write([row["id"]], {"postponed": True} if put_off else votes)
        decisions.action_submit(key)
        if confirm:
            [said] = decisions.read(key, ["chair_user_id", "second_user_id"])
            for user in filter(None, (said["chair_user_id"], said["second_user_id"])):
                if decisions.read(key, ["state"])[0]["state"] == "submitted":
                    login = self.env["res.users"].browse(user[0]).login
                    self.stage.company(login)["cadre.decision"].action_approve(key)

    def post_notice(self, step):
        """It hangs from today."""
        self.papers_of(step)
        notices = self.office["cadre.notice"]
        key = [self.office["cadre.selection.step"].action_prepare([step.id])["res_id"]]
        if notices.read(key, ["state"])[0]["state"] == "draft":
            notices.write(key, {"contact": "县委组织部干部监督股", "phone": "0000-7654321"})
            notices.action_post(key)
        return key

    def _ready_notice(self, step):
        key = self.post_notice(step)
        [said] = self.office["cadre.notice"].read(key, ["date_to"])
        last = said["date_to"]
        self.today = (last if isinstance(last, date) else date.fromisoformat(last)) + DAY
        with on(self.today.isoformat()):
            self.office["cadre.notice"].write(key, {"objections": "none"})
            self.office["cadre.notice"].action_end(key)
