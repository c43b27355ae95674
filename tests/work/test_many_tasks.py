"""Tasks of many people at once, each with an account of his own: as many queries for sixty as for twenty (law 2)."""

from datetime import date

from odoo import Command
from odoo.addons.cadre_assessment.models.guard import guarded

from tests.organization.files import problems, wizard, xlsx
from tests.work.builder import WorkCase

FEW, MANY = 20, 60


class TestManyTasks(WorkCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.crowd = cls.make_people(MANY)
        group = cls.env.ref("cadre_assessment.group_cadre_user")
        users = (
            cls.env["res.users"]
            .with_context(no_reset_password=True)
            .create(
                [
                    {
                        "name": one.name,
                        "login": f"crowd{one.id}",
                        "group_ids": [Command.set(group.ids)],
                        "company_id": cls.company.id,
                        "company_ids": [Command.set(cls.company.ids)],
                    }
                    for one in cls.crowd
                ]
            )
        )
        for one, user in zip(cls.crowd, users, strict=True):
            one.user_id = user

    def _lists(self, count, year):
        cycle = self.make_cycle(year=year, unit_id=self.unit.id)
        cycle.sudo().state = "open"
        self.env["cadre.work.plan"]._draw_up(cycle, self.rows(self.crowd[:count]))
        plans = cycle.plan_ids.browse(cycle.plan_ids.ids)
        self.assertEqual(len(plans.user_id), count)
        return cycle, plans

    def _count(self, function):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        function()
        self.env.flush_all()
        self.env.cr.precommit.run()
        return self.env.cr.sql_log_count - before

    def _tasks(self, plans):
        return self.env["mail.activity"].search([("res_model", "=", plans._name), ("res_id", "in", plans.ids)])

    def test_reminders_at_night(self):
        """Everybody owes a list."""
        counts = []
        for count, year in ((FEW, 2001), (MANY, 2002)):
            cycle, plans = self._lists(count, year)
            plans.due = date(year, 1, 31)
            counts.append(self._count(lambda cycle=cycle, year=year: cycle._remind(date(year, 2, 1))))
            self.assertEqual(len(self._tasks(plans)), count)
            self.assertEqual(self._tasks(plans).user_id, plans.user_id)
            self.assertEqual(plans[0].message_partner_ids & plans.user_id.partner_id, plans[0].user_id.partner_id)
        self.assertLessEqual(counts[1], counts[0])

    def test_returned(self):
        """A leader returns the lists of all his people, who are told each."""
        counts = []
        for count, year in ((FEW + 5, 2001), (MANY, 2002)):
            _cycle, plans = self._lists(count, year)
            self.env["cadre.work.item"].create([{**self.item_values("项目"), "plan_id": plan.id} for plan in plans])
            guarded(plans.sudo()).write({"state": "draft"})
            for plan in plans:
                plan.with_user(plan.user_id).action_submit()
            mine = plans.with_user(self.leader_user)
            counts.append(self._count(lambda mine=mine: mine._take_with_reason("return", "目标不明确")))
            self.assertEqual(self._tasks(plans).user_id, plans.user_id)
        self.assertLessEqual(counts[1], counts[0])

    def test_posts_changed_by_a_file(self):
        """S0-13: half of them have their list filed and are told; lists in draft follow the new post and leader."""
        self.press_section.cadre_code = "MANY-PRESS"
        leaders = self.make_people(2, prefix="L")
        counts = []
        for count, year in ((FEW, 2001), (MANY, 2002)):
            cycle, plans = self._lists(count, year)
            filed = plans[: count // 2]
            guarded(filed.sudo()).write({"state": "filed"})
            people = plans.employee_id
            rows = [
                (one.staff_number, one.name, f"2025-{5 + year % 10:02d}-01", "MANY-PRESS", f"科长{year}",
                 leaders[year % 2].staff_number)
                for one in people
            ]  # fmt: skip
            heads = ("工号", "姓名", "生效日期", "部门编号", "职务", "分管领导工号")
            found = wizard(self.env(user=self.officer_user), "people", xlsx(heads, *rows))
            counts.append(self._count(found.action_import))
            self.assertEqual((found.state, found.post_count), ("done", count), problems(found))
            self.assertEqual(plans.leader_id, leaders[year % 2])
            self.assertEqual(self._tasks(filed).user_id, filed.user_id | self.officer_user)
            self.assertEqual(self._tasks(plans), self._tasks(filed))
            self.assertEqual(set((plans - filed).mapped("post")), {f"科长{year}"})
            self.assertNotIn(f"科长{year}", filed.mapped("post"))
            cycle.sudo().state = "archived"
        self.assertLessEqual(counts[1], counts[0])
