"""How a selection goes on, whoever stands in it: one step after the other, each by the accounts whose work it is.

``Selecting`` is one selection by a procedure that comes along. ``go_on(until=...)`` takes every step before that one:
what each asks for stands in `selecting_work`.
"""

from odoo.addons.cadre_assessment.engine.criteria import explain, facts_asked
from odoo.addons.cadre_assessment.models.organization.person_facts import facts_of
from odoo.addons.cadre_assessment.models.selection.problems import problems_of
from odoo.exceptions import UserError

from .clock import on
from .selecting_work import DAY, StepWork
from .troupe import Company

OFFICE, CHAIR, DISCIPLINE = "sunliping", "xianwei", "leiming"
SECOND = "yl00178"
"""Of the same office: what is settled by somebody who did not post it himself."""
PATIENCE = 30
WAITED_FOR = {"open", "too_early", "choices"}
"""Days that a step may wait for what only time brings, and the codes of that (the end of a registration)."""


class Stage:
    """What all selections of the county share: bodies, accounts, who stands elsewhere already."""

    def __init__(self, env, company=None):
        self.env, self.company = env, company or Company(env)
        self.office, self.discipline = self.company(OFFICE), self.company(DISCIPLINE)
        self.second = self.company(SECOND)
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
        able = there.filtered(lambda one: one.user_id.active and one.user_id.login not in (OFFICE, SECOND, "gaojie"))
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
            "selection": user([("login", "in", (OFFICE, SECOND))]).employee_id.sorted("staff_number"),
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


class Selecting(StepWork):
    """One selection; ``unit``: external id of a department without its prefix, ``posts``: {name: (rank, how many)}."""

    def __init__(self, stage, code, name, unit, posts, begins):
        self.stage, self.env, self.office = stage, stage.env, stage.office
        self.code, self.name, self.begins = code, name, begins
        self.unit = stage.env.ref(f"county.dept_{unit}")
        self.posts = posts
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
            lines, wanted = [], 0
            for name, (rank, number) in self.posts.items():
                wanted += number
                job = self._job(name, rank, wanted)
                lines.append((0, 0, {"job_id": job, "number": number, "criterion_id": criterion}))
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
        """A post of the unit with as many approved places as are held, and those that are to be filled so far."""
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
                self.stage.fresh()
                missing = {one.code.partition(":")[0] for one in problems_of(step)}
                if _day == PATIENCE - 1 or missing - WAITED_FOR:
                    raise
                self.today += DAY
