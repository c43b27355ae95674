"""A unit with a leader, its office and one subject, for the tests that are shipped with the addon."""

from datetime import date

from odoo.tests import TransactionCase, new_test_user

ROLES = ("user", "leader", "decider", "officer", "manager", "auditor")


class OfficeCase(TransactionCase):
    """``self.users[role]``, ``self.unit``, ``self.person`` and ``self.cycle``: the year 2025, not opened yet."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True, "no_reset_password": True})
        cls.users = {
            role: new_test_user(cls.env, f"shipped_{role}", f"cadre_assessment.group_cadre_{role}", tz="Asia/Shanghai")
            for role in ROLES
        }
        cls.users["plain"] = new_test_user(cls.env, "shipped_plain", "base.group_user")
        cls.unit = cls.env["hr.department"].create(
            {"name": "试用单位", "is_unit": True, "has_team": True, "cadre_code": "SHIPPED"}
        )
        head = cls._employee("decider", "书记", "team", is_team_member=True, is_unit_head=True)
        leader = cls._employee("leader", "副书记", "team", is_team_member=True)
        clerk = cls._employee("officer", "办公室主任", "mid_head")
        cls.person = cls._employee("user", "一级科员", "staff")
        leading, office = cls.env["cadre.body"].create(
            [
                cls._body("领导班子", "leading_body", (head, "chair"), (leader, "deputy")),
                cls._body("考核办公室", "office", (clerk, "chair")),
            ]
        )
        leading.member_ids.filtered(lambda one: one.employee_id == leader).organizer = True
        cls.cycle = cls.env["cadre.cycle"].create(
            {
                "name": "2025年度考核",
                "year": 2025,
                "scheme_id": cls._scheme().id,
                "unit_id": cls.unit.id,
                "date_from": date(2025, 1, 1),
                "date_to": date(2025, 12, 31),
                "cut_off": date(2025, 12, 31),
                "leading_body_id": leading.id,
                "office_body_id": office.id,
                "organizer_id": leader.id,
            }
        )

    @classmethod
    def _scheme(cls):
        """S0, taken from the gallery by the organization department and put in force."""
        manager = cls.env(user=cls.users["manager"])
        edition = manager["cadre.regulation.edition"].search([("code", "=", "S0"), ("company_id", "=", False)])
        regulation = edition._take("SHIPPED")
        regulation.scheme_ids.action_activate()
        return regulation.scheme_ids.with_env(cls.env)

    @classmethod
    def _employee(cls, role, post, post_class, **values):
        words = {
            "name": f"试用{post}",
            "staff_number": f"SHIPPED-{role}",
            "user_id": cls.users[role].id,
            "department_id": cls.unit.id,
            "date_version": "2022-01-01",
            "job_title": post,
            "post_class_id": cls.env.ref(f"cadre_assessment.category_post_class_{post_class}").id,
            "post_since": "2022-01-01",
        }
        return cls.env["hr.employee"].create({**words, **values})

    @classmethod
    def _body(cls, name, kind, *members):
        lines = [(0, 0, {"employee_id": employee.id, "role": role}) for employee, role in members]
        return {"name": name, "kind": kind, "unit_id": cls.unit.id, "member_ids": lines}
