"""The sample county in the transaction of a test, and its selections, played by the demo's own players.

What `./cadre demo` plays over RPC, each call a transaction of its own, is played here call by call by the same
accounts: public methods alone, with the rights of whoever calls, nothing left of what is refused.
"""

import pathlib
import sys

from odoo.service.model import call_kw

ROOT = pathlib.Path(__file__).parents[2]
sys.path.append(str(ROOT / "tools"))

from tests.reports.printed import FormMixin, plain  # noqa: E402
from tools.demo import clock, selecting, year_reserve, year_selection  # noqa: E402
from tools.demo.accounts import Account  # noqa: E402
from tools.demo.troupe import Company  # noqa: E402
from tools.load_county import load  # noqa: E402

__all__ = ["CountyEnds", "CountySelections", "clock", "year_reserve", "year_selection"]
CHAIR = "xianwei"
CONTEXT = {"lang": "zh_CN", "tz": "Asia/Shanghai"}


class Seat(Account):
    """An account of the county, as a client sees it."""

    def __init__(self, env, login):
        self.env, self.login = env, login
        self.uid = env["res.users"].search([("login", "=", login)]).id
        assert self.uid, f"{login} has no account"

    def call(self, model, method, *args, **kwargs):
        env = self.env(user=self.uid, su=False, context={})
        kwargs["context"] = {**CONTEXT, **kwargs.get("context", {})}
        with env.cr.savepoint():
            result = call_kw(env[model], method, list(args), kwargs)
            env.flush_all()
        env.invalidate_all()
        return result


class Seats(Company):
    def __call__(self, login):
        if login not in self._accounts:
            self._accounts[login] = Seat(self.env, login)
        return self._accounts[login]


class CountyStage(selecting.Stage):
    def __init__(self, env):
        super().__init__(env, Seats(env))

    def fresh(self):
        """Nothing was committed: what was written stands in the transaction."""
        self.env.flush_all()
        self.env.invalidate_all()


class CountySelections:
    """``self.stage``: offices, bodies and people of the county; ``self.play(…)``: a selection by one procedure."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.env = cls.env(context={**cls.env.context, **CONTEXT})
        cls.env.company.resource_calendar_id.tz = "Asia/Shanghai"
        load(cls.env, ROOT / "data")

    def setUp(self):
        super().setUp()
        self.addCleanup(clock.now)
        self.stage = CountyStage(self.env)

    def play(self, code, name, unit, posts, count, begins, **values):
        """A selection of the county that has begun, with as many candidates."""
        one = selecting.Selecting(self.stage, code, name, unit, posts, begins)
        self.assertTrue(year_selection._made(one, count, **values), f"{name} is under way")
        return one


class CountyEnds(CountySelections, FormMixin):
    """What is asked of a selection that has come to its end."""

    def ended(self, one, done, left_out=(), void=0):
        """It is closed, with so many steps done; the steps left out by a branch are those named."""
        one.close()
        steps = one.record.step_ids
        self.assertEqual(one.record.state, "closed")
        states = steps.grouped("state")
        self.assertEqual({*states} - {"done", "left_out", "void"}, set())
        self.assertEqual(sorted(states.get("left_out", steps.browse()).rule_id.mapped("code")), sorted(left_out))
        self.assertEqual((len(states["done"]), len(states.get("void", ()))), (done, void))
        group = self.stage.inspectors().user_id
        takes = {"group": group, "body": self.user(self.stage.company(CHAIR)), "office": self.user(one.office)}
        for step in states["done"]:
            self.assertIn(step.done_by_id, takes.get(step.actor, takes["office"]), f"{step.name}: by its own actor")
            for before in step._waits_for().filtered(lambda one: one.state == "done"):
                first = before._last_day() + step._gap(before)
                self.assertGreaterEqual(step.acted_on or step.done_on, first, step.name)

    def appointed(self, one, *people):
        """These hold the post from the day of the document on, by that appointment, and nobody else of it."""
        acts = one.record.appointment_ids
        self.assertEqual((acts.employee_id, {*acts.mapped("state")}), (people[0].union(*people), {"effective"}))
        for act in acts:
            self.assertTrue(act.document)
            [version] = act.employee_id.version_ids.filtered(lambda held, act=act: held.appointment_id == act)
            self.assertEqual(version.date_version, act.effective_on)
            self.assertEqual((version.job_id, version.job_title), (act.job_id, act.post_name))
            if act.rank_id:
                self.assertEqual(version.cadre_rank_id, act.rank_id)
            before = act.employee_id.version_ids.filtered(lambda held, act=act: held.date_version < act.effective_on)
            self.assertTrue(before, "what he held before stays on file")

    def in_reserve(self, one, *people):
        """These stand in the category of the procedure, by this selection."""
        entries = self.env["cadre.reserve"].search([("selection_id", "=", one.record.id)])
        self.assertEqual((entries.employee_id, {*entries.mapped("state")}), (people[0].union(*people), {"in"}))
        self.assertEqual(entries.category_id, one.record.procedure_id.reserve_category_id)
        self.assertFalse(one.record.appointment_ids, "a reserve appoints nobody")

    def decided(self, one):
        return one.record.candidate_ids.filtered(lambda man: man.state in ("decided", "appointed")).employee_id

    def printed(self, one):
        """Whatever form its steps call for comes out of the printer, and bears the name of whom it is about."""
        office, record = self.user(one.office), one.record
        candidate = record.candidate_ids.filtered(lambda man: man.state in ("decided", "appointed"))[:1]
        name, kinds = (
            candidate.employee_id.name,
            set(record.step_ids.filtered(lambda s: s.state == "done").mapped("kind")),
        )
        self.assertTrue(name)
        done = record.step_ids.filtered(lambda step: step.state == "done")
        asked = {"selection_record": record, "registration_form": candidate, "appointment_form": candidate}
        if "check" in kinds:
            asked["selection_checks"] = record
        if kinds & {"ballot", "talks"}:
            asked["selection_support"] = record
        if record.procedure_id.scheme_id:
            asked["selection_scores"] = record
        asked["candidate_paper"] = done.paper_ids.filtered(lambda one: one.candidate_id == candidate)[:1]
        asked["notice"] = record.notice_ids.filtered(lambda one: one.state == "ended")[:1]
        asked["inspection_preview"] = done.filtered(lambda step: step.kind == "preview")
        asked["opinion_letter"] = done.opinion_ids.filtered(lambda one: one.candidate_id == candidate)
        asked["appointment_letter"] = record.appointment_ids.filtered(lambda one: one.candidate_id == candidate)
        for report, records in asked.items():
            if records:
                user = self.user(self.stage.discipline) if report == "opinion_letter" else office
                paper = self.pdf(report, records, user=user, name=f"county-{record.procedure_id.code}-{report}")
                self.assertIn(plain(name), paper.text, report)
                if report == "appointment_form":
                    for line in candidate.employee_id.cadre_resume_ids:
                        self.assertIn(plain(line.text), paper.text, "his curriculum vitae")
                if report == "selection_record":
                    for step in done:
                        self.assertIn(plain(step.name), paper.text, "the record tells each step")
        plan = self.pdf("selection_plan", record, user=office, name=f"county-{record.procedure_id.code}-plan")
        for step in record.step_ids:
            self.assertIn(plain(step.name), plan.text)

    def user(self, seat):
        return self.env["res.users"].browse(seat.uid)
