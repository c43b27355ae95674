"""A step with very many records is ordered, taken part by part, once, and what it refuses is told and tried again."""

from contextlib import nullcontext
from unittest.mock import patch

from odoo.addons.cadre_assessment.models.batch import many, runner
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.addons.queue_job.job import Job
from odoo.exceptions import UserError
from psycopg2 import OperationalError

from tests.work.builder import WorkCase

MOST, PART, COUNT = 3, 2, 5


def declared(env):
    """{(model, method): how} of every method of ours that becomes an order."""
    found = {}
    for name, model in env.registry.items():
        for base in model.__mro__:
            for method, value in vars(base).items():
                if callable(value) and hasattr(value, "in_parts"):
                    found[name, method] = value
    return {key: value for key, value in found.items() if not env[key[0]]._abstract}


class ManyCase(WorkCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.startClassPatcher(patch.object(many, "AT_ONCE", MOST))
        cls.startClassPatcher(patch.object(many, "PART", PART))
        cls.crowd = cls.make_people(COUNT, prefix="MANY")
        cls.lists = cls.env["cadre.work.plan"]._draw_up(cls.cycle, cls.rows(cls.crowd))
        cls.lists = cls.lists.browse(cls.lists.ids)
        cls.env["cadre.work.item"].create([{**cls.item_values(), "plan_id": plan.id} for plan in cls.lists])
        guarded(cls.lists.sudo()).write({"user_id": cls.person_user.id})

    def ordered(self, click, *args):
        with patch.object(runner, "lives", return_value=True):
            action = click(*args)
        self.assertEqual(action["res_model"], "cadre.batch", action)
        return self.env["cadre.batch"].browse(action["res_id"])

    def jobs(self):
        found = self.env["queue.job"].search([("state", "=", "pending")], order="priority, id")
        return [Job.load(self.env, job.uuid) for job in found]

    def work_off(self):
        while jobs := self.jobs():
            self.work(jobs[0])

    def work(self, job):
        job.perform()
        job.set_done()
        job.store()
        self.env.flush_all()


class TestManySteps(ManyCase):
    def mine(self):
        return self.lists.with_user(self.person_user).with_context(lang="en_US")

    def test_few_at_once(self):
        few = self.mine()[:MOST]
        with patch.object(runner, "lives", return_value=True):
            self.assertIs(few.action_submit(), True)
        self.assertEqual(set(few.mapped("state")), {"submitted"})

    def test_without_a_runner(self):
        """At once up to a size that is said, and no further."""
        limits = "odoo.addons.cadre_assessment.models.batch.cadre_batch.LIMITS"
        with patch.dict(limits, step=COUNT - 1), self.assertRaisesRegex(UserError, "at most 4.*server_wide_modules"):
            self.mine().action_submit()
        self.assertEqual(set(self.lists.mapped("state")), {"draft"})
        with patch.dict(limits, step=COUNT):
            self.assertIs(self.mine().action_submit(), True)
        self.assertEqual(set(self.lists.mapped("state")), {"submitted"})

    def test_many_are_ordered_and_done_once(self):
        batch = self.ordered(self.mine().action_submit)
        self.assertEqual((batch.item_count, len(batch.sudo().part_ids), batch.cycle_id), (COUNT, 3, self.cycle))
        self.assertIn("Submit (5)", batch.name)
        self.assertEqual(set(self.lists.mapped("state")), {"draft"})
        with self.assertRaisesRegex(UserError, "being done already"):
            self.ordered(self.mine().action_submit)
        self.work(self.jobs()[0])
        self.assertEqual((batch.done_count, round(batch.progress)), (PART, 33))
        self.work_off()
        self.assertEqual((batch.state, batch.done_count), ("done", COUNT))
        self.assertEqual((set(self.lists.mapped("state")), len(self.lists.activity_ids)), ({"submitted"}, COUNT))
        leader = self.lists.with_user(self.leader_user)
        self.ordered(leader.action_approve)
        self.work_off()
        self.assertEqual(set(self.lists.mapped("state")), {"approved"})

    def test_returned_with_one_reason(self):
        """The dialog of the reason leads to the order; each list has its note."""
        self.mine()[:MOST].action_submit()
        self.mine()[MOST:].action_submit()
        leader = self.lists.with_user(self.leader_user)
        asked = leader.action_return()
        dialog = self.env["cadre.step.reason"].with_user(self.leader_user).with_context(**asked["context"])
        self.ordered(dialog.create({"reason": "目标不明确"}).action_confirm)
        self.work_off()
        self.assertEqual((set(self.lists.mapped("state")), set(self.lists.mapped("return_reason"))),
                         ({"draft"}, {"目标不明确"}))  # fmt: skip

    def test_what_is_refused_is_told_and_tried_again(self):
        """One list of a part without an item, one that is gone: the others are handed in; Go On takes what is left."""
        short, gone = self.lists[1], self.lists[2]
        short.item_ids.unlink()
        batch = self.ordered(self.mine().action_submit)
        gone.item_ids.unlink()
        guarded(gone.sudo()).unlink()
        self.work_off()
        left = self.lists - short - gone
        self.assertEqual((set(left.mapped("state")), short.state), ({"submitted"}, "draft"))
        self.assertEqual((batch.state, batch.done_count, batch.item_count), ("failed", COUNT - 2, COUNT))
        self.assertIn("has no item yet", batch.with_user(self.person_user).problems)
        self.env["cadre.work.item"].create({**self.item_values(), "plan_id": short.id})
        with patch.object(runner, "lives", return_value=True):
            batch.with_user(self.person_user).action_resume()
        self.work_off()
        self.assertEqual((short.state, batch.done_count), ("submitted", COUNT - 1))

    def test_stopped(self):
        """What is handed in stays, the rest is not begun."""
        batch = self.ordered(self.mine().action_submit)
        self.work(self.jobs()[0])
        batch.with_user(self.person_user).action_cancel()
        self.work_off()
        self.assertEqual(sorted(self.lists.mapped("state")), ["draft"] * 3 + ["submitted"] * 2)

    def test_who_may(self):
        """Refused before anything is ordered; by the job, where the right was lost since."""
        with patch.object(runner, "lives", return_value=True), self.assertRaises(UserError):
            self.lists.with_user(self.other_user).action_submit()
        self.assertFalse(self.env["cadre.batch"].search([("kind", "=", "step")]))
        batch = self.ordered(self.mine().action_submit)
        self.person_user.group_ids -= self.env.ref("cadre_assessment.group_cadre_user")
        self.work_off()
        self.assertEqual((batch.sudo().state, set(self.lists.sudo().mapped("state"))), ("failed", {"draft"}))


class TestEachManyStep(ManyCase):
    """Of every step that is declared so: ordered once, killed without a trace, done once."""

    def records(self, model):
        """Records of ``model``, of which there are enough."""
        cycle = self.cycle
        if model == "cadre.work.plan":
            return self.lists
        if model == "cadre.progress.report":
            guarded(self.lists.sudo()).write({"state": "approved"})
            self.period(cycle, "month", 6).with_user(self.officer_user).action_make_drafts()
            return cycle.report_ids[:COUNT]
        if model == "cadre.consequence":
            about = {"cycle_id": cycle.id, "action": "talk", "name": "谈话"}
            rows = [{**about, "employee_id": one.id, "person_name": one.name} for one in self.crowd]
            return self.env[model].sudo().create(rows)
        if model == "cadre.decision":
            return self.env[model].create({"name": "审定", "cycle_id": cycle.id, "body_id": self.leading_body.id})
        if model == "cadre.notice":
            return self.env[model].create({"name": "公示", "cycle_id": cycle.id, "days": 5})
        return {"cadre.cycle": cycle, "cadre.period": self.period(cycle, "month", 6)}[model]

    def test_nothing_hides_them(self):
        """What a room further up adds to such a method is part of the order, or it would be done before."""
        for (model, method), _click in declared(self.env).items():
            self.assertTrue(hasattr(getattr(type(self.env[model]), method), "in_parts"), (model, method))

    def test_each(self):
        steps = declared(self.env)
        self.assertGreater(len(steps), 10)
        for (model, method), click in sorted(steps.items(), key=lambda pair: pair[0]):
            with self.subTest(model=model, method=method), self.env.cr.savepoint() as point:
                self._try(self.records(model).with_user(self.officer_user).sudo(), click)
                point.rollback()

    def _try(self, records, click):
        """The step itself is another one here: it writes a row for each record, as the sign that it was taken."""
        how, died = click.in_parts, []
        self.env.cr.execute("CREATE TEMP TABLE taken (id integer)")

        def take(self, *_args):
            self.env.cr.execute("INSERT INTO taken SELECT unnest(%s)", [self.ids])
            if not died and len(self) < COUNT:
                died.append(True)
                raise OperationalError("the process has gone")
            return True

        def taken():
            self.env.cr.execute("SELECT id FROM taken ORDER BY id")
            return [number for (number,) in self.env.cr.fetchall()]

        plain = how._replace(most=1 if not how.count else 0, step=None, refuse=None)
        plain = plain._replace(most=plain.most or -1)
        args = ["x"] if click.__name__.startswith("_reason") else []
        counted = patch.object(type(records), how.count, lambda self: 1) if how.count else nullcontext()
        with patch.object(click, "in_parts", plain), patch.object(click, "method", take), counted:
            batch = self.ordered(getattr(records, click.__name__), *args)
            with self.assertRaisesRegex(UserError, "being done already"):
                self.ordered(getattr(records, click.__name__), *args)
            first = self.jobs()[0]
            with self.assertRaises(OperationalError), self.env.cr.savepoint():
                first.perform()
            self.assertEqual(taken(), [])
            self.assertEqual(set(batch.sudo().part_ids.mapped("state")), {"waiting"})
            self.work_off()
        self.assertEqual((batch.state, taken()), ("done", sorted(records.ids)), batch.sudo().part_ids.mapped("message"))
