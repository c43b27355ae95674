"""A running cycle with lists and periods, made without the rooms above: what the tests of the work begin with."""

from contextlib import contextmanager
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from odoo.addons.cadre_assessment.models.cycle.roster import roster
from odoo.exceptions import UserError

from tests.common import YEAR, CadreCase, CadreHttpCase


class WorkBuilder:
    """``self.cycle`` is open; ``self.plan`` is the draft list of ``self.person``, whose leader is ``self.leader``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person.duties = "党建工作"
        cls.org_section.manager_id = cls.section_head
        cls.scale = cls.env["cadre.scale"].create(
            {
                "name": "工作等次",
                "code": "T-WORK",
                "grade_ids": [
                    (0, 0, {"name": name, "code": code, "sequence": n, "coefficient": value, "is_top": n == 1})
                    for n, (name, code, value) in enumerate(
                        [("优秀", "a", 1), ("良好", "b", 0.8), ("一般", "c", 0.6), ("较差", "d", 0.4)], 1
                    )
                ],
            }
        )
        cls.top, cls.good, cls.fair, cls.poor = cls.scale.grade_ids
        cls.scheme = cls._make_scheme()
        cls.cycle = cls.make_cycle()
        cls.cycle.sudo().write({"state": "open"})
        cls._make_periods(cls.cycle)
        cls.plans = cls.env["cadre.work.plan"]._draw_up(cls.cycle, cls.rows(cls.people))
        cls.plan = cls.plan_of(cls.person)

    @classmethod
    def _make_scheme(cls):
        regulation = cls.env["cadre.regulation"].create({"name": "测试方案", "code": "T-REG"})
        return cls.env["cadre.scheme"].create(
            {
                "name": "测试方案",
                "code": "T-S0",
                "regulation_id": regulation.id,
                "result_scale_id": cls.scale.id,
                "plan_due_month": 5,
                "state": "active",
                "period_ids": [
                    (0, 0, {"level": "week", "required": False, "route": "none", "due_days": 3}),
                    (0, 0, {"level": "month", "route": "leader"}),
                    (
                        0,
                        0,
                        {
                            "level": "half",
                            "route": "leader",
                            "rated": True,
                            "scale_id": cls.scale.id,
                            "self_report": True,
                            "requires_level": "month",
                            "published": True,
                        },
                    ),
                    (0, 0, {"level": "year", "route": "leader", "rated": True, "scale_id": cls.scale.id}),
                ],
                "quota_ids": [
                    (
                        0,
                        0,
                        {
                            "code": "half_top",
                            "name": "半年优秀",
                            "use": "period",
                            "period_level": "half",
                            "grade_id": cls.top.id,
                            "ratio": 0.2,
                            "hard": True,
                        },
                    )
                ],
            }
        )

    @classmethod
    def _make_periods(cls, cycle, seats=2, base=13):
        rules = {rule.level: rule for rule in cycle.scheme_id.period_ids}
        spans = [("month", n, date(YEAR, n, 1), relativedelta(months=1)) for n in range(1, 13)]
        spans += [
            ("half", 1, date(YEAR, 1, 1), relativedelta(months=6)),
            ("half", 2, date(YEAR, 7, 1), relativedelta(months=6)),
        ]
        spans += [
            ("year", 1, date(YEAR, 1, 1), relativedelta(years=1)),
            ("week", 20, date(YEAR, 5, 12), timedelta(days=7)),
        ]
        cycle.env["cadre.period"].create(
            [
                {
                    "cycle_id": cycle.id,
                    "rule_id": rules[level].id,
                    "level": level,
                    "number": number,
                    "name": f"{YEAR} {level} {number}",
                    "date_from": start,
                    "date_to": start + length - timedelta(days=1),
                    "due": start + length + timedelta(days=4),
                }
                for level, number, start, length in spans
            ]
        )
        for period in cycle.period_ids.filtered(lambda period: period.level == "half"):
            cycle.env["cadre.pool"].sudo().create(
                {
                    "cycle_id": cycle.id,
                    "quota_id": cycle.scheme_id.quota_ids[:1].id,
                    "period_id": period.id,
                    "base": base,
                    "seats": seats,
                }
            )

    @classmethod
    def rows(cls, employees):
        """Rows of the roster of ``employees``, as of today."""
        return [row for row in roster(cls.cycle, cls.cycle._as_of()) if row.employee_id in employees.ids]

    @classmethod
    def plan_of(cls, employee):
        return cls.env["cadre.work.plan"].search(
            [("cycle_id", "=", cls.cycle.id), ("employee_id", "=", employee.id)], order="version desc", limit=1
        )

    @classmethod
    def item_values(cls, name="机关党建督查", **values):
        return {"name": name, "target": "每季度督查一次", "due": f"{YEAR}-12-20", **values}

    @classmethod
    def fill(cls, plan, count=2):
        """The person writes ``count`` complete items."""
        user = plan.user_id or cls.officer_user
        plan.with_user(user).write({"item_ids": [(0, 0, cls.item_values(f"项目{n + 1}")) for n in range(count)]})
        return plan

    @classmethod
    def approve(cls, plan, count=2):
        """The legitimate way: filled in, submitted by the person, approved by the leader."""
        cls.fill(plan, count)
        plan.with_user(plan.user_id or cls.officer_user).action_submit()
        plan.with_user(plan.leader_user_id).action_approve()
        plan.invalidate_recordset()
        return plan

    @contextmanager
    def refused(self, text):
        """What happens inside is refused with a message that says ``text``, and leaves no trace."""
        with self.assertRaises(UserError) as caught:
            yield
        self.assertIn(text, str(caught.exception))


class WorkCase(WorkBuilder, CadreCase):
    """Inside one transaction."""


class WorkHttpCase(WorkBuilder, CadreHttpCase):
    """Over RPC: ``self.call(user, model, method, args, kwargs)`` as that user, from outside."""

    def call(self, user, model, method, *args, **kwargs):
        """Call a public method over HTTP as ``user``. Returns its value; raises :class:`Refused` with the error."""
        if getattr(self, "_who", None) != user:
            self.authenticate(user.login, user.login)
            self._who = user
        answer = self.url_open(
            "/web/dataset/call_kw",
            json={"params": {"model": model, "method": method, "args": list(args), "kwargs": kwargs}},
        ).json()
        if "error" in answer:
            raise Refused(answer["error"]["data"]["name"] + ": " + answer["error"]["data"]["message"])
        return answer.get("result")


class Refused(Exception):
    """The server said no."""
