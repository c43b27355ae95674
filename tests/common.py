"""The people, offices and users with which the tests begin: the one builder of all rooms.

    from tests.common import CadreCase            # or CadreHttpCase, where a browser or RPC is needed

    class TestX(CadreCase):
        def test_x(self):
            cycle = self.open_cycle()             # the year 2025 of the first scheme, opened by the office's user
            report.with_user(self.leader_user).action_rate(…)

What is there: an office (机关工委) with a leading body and sections, one user per role, ``self.people`` (subjects
with a user: ``self.person``), the scheme S0. ``make_people(n)`` adds subjects without users in one go.
"""

import logging
from datetime import date

from odoo.tests import HttpCase, TransactionCase, new_test_user
from odoo.tools import SQL

from .acting.registry import ActingMixin
from .crowd import clone_employee

ROLES = {
    "plain": "base.group_user",
    "person": "cadre_assessment.group_cadre_user",
    "other": "cadre_assessment.group_cadre_user",
    "section_head": "cadre_assessment.group_cadre_section_head",
    "leader": "cadre_assessment.group_cadre_leader",
    "other_leader": "cadre_assessment.group_cadre_leader",
    "decider": "cadre_assessment.group_cadre_decider",
    "discipline": "cadre_assessment.group_cadre_discipline",
    "officer": "cadre_assessment.group_cadre_officer",
    "selection": "cadre_assessment.group_cadre_selection",
    "manager": "cadre_assessment.group_cadre_manager",
    "auditor": "cadre_assessment.group_cadre_auditor",
    "administrator": "base.group_system,cadre_assessment.group_cadre_manager",
}
"""Role -> groups. Each has ``self.<role>_user``; all but plain, manager, auditor and administrator also an employee
``self.<role>`` (of the selection office: ``self.selection_officer``)."""

YEAR = 2025
SCHEME = "regulations.scheme_s0"
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "建国志强丽华敏静磊洋艳勇军杰娟涛"


class CadreBuilder(ActingMixin):
    """Class methods that make things; mixed into the two test classes below."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True, "no_reset_password": True})
        cls.company = cls.env.company
        cls.company.resource_calendar_id.tz = "Asia/Shanghai"  # whose day it is (models/clock.py)
        cls._make_users()
        cls._make_office()
        cls._make_staff()
        cls.scheme = cls.env.ref(SCHEME, raise_if_not_found=False)

    # -- the things every test finds -------------------------------------------------------------------------------
    @classmethod
    def _make_users(cls):
        for role, group in ROLES.items():
            user = new_test_user(
                cls.env, login=f"cadre_{role}", groups=group, company_id=cls.company.id, tz="Asia/Shanghai"
            )
            setattr(cls, f"{role}_user", user)

    @classmethod
    def _make_office(cls):
        """A unit 机关工委 with three sections, and another unit beside it."""
        Department = cls.env["hr.department"]
        cls.unit = Department.create({"name": "测试机关工委", "is_unit": True, "has_team": True, "cadre_code": "T-001"})
        cls.office_section, cls.org_section, cls.press_section = Department.create(
            [{"name": name, "parent_id": cls.unit.id} for name in ("办公室", "组织科", "宣传科")]
        )
        cls.other_unit = Department.create({"name": "测试档案局", "is_unit": True, "cadre_code": "T-002"})

    @classmethod
    def _make_staff(cls):
        """Deciding body, organizer, office and the first subjects, each with a post held since 2022."""
        cls.leader = cls.make_employee(
            "丁副书记", "T0001", post="副书记", post_class="team", is_team_member=True, user=cls.leader_user
        )
        cls.decider = cls.make_employee(
            "何书记",
            "T0002",
            post="书记",
            post_class="team",
            is_team_member=True,
            is_unit_head=True,
            user=cls.decider_user,
        )
        cls.other_leader = cls.make_employee(
            "白副书记", "T0003", post="副书记", post_class="team", is_team_member=True, user=cls.other_leader_user
        )
        cls.officer = cls.make_employee(
            "范主任", "T0010", cls.office_section, "办公室主任", "mid_head", user=cls.officer_user
        )
        cls.section_head = cls.make_employee(
            "郭科长", "T0011", cls.org_section, "组织科科长", "mid_head", user=cls.section_head_user
        )
        cls.person = cls.make_employee("李明", "T0012", cls.org_section, "组织科一级科员", user=cls.person_user)
        cls.other = cls.make_employee("王芳", "T0013", cls.press_section, "宣传科一级科员", user=cls.other_user)
        cls.discipline = cls.make_employee("纪检员", "T0014", cls.other_unit, "纪检专员", user=cls.discipline_user)
        cls.selection_officer = cls.make_employee(
            "苏科长", "T0015", cls.other_unit, "干部科科长", user=cls.selection_user
        )
        cls.people = cls.officer | cls.section_head | cls.person | cls.other
        Body = cls.env["cadre.body"]
        cls.leading_body = Body.create(
            {
                "name": "委领导班子",
                "kind": "leading_body",
                "unit_id": cls.unit.id,
                "member_ids": [
                    (0, 0, {"employee_id": cls.decider.id, "role": "chair"}),
                    (0, 0, {"employee_id": cls.leader.id, "role": "deputy", "organizer": True}),
                    (0, 0, {"employee_id": cls.other_leader.id, "role": "deputy"}),
                ],
            }
        )
        cls.office_body = Body.create(
            {
                "name": "工委办公室",
                "kind": "office",
                "unit_id": cls.unit.id,
                "member_ids": [(0, 0, {"employee_id": cls.officer.id, "role": "chair"})],
            }
        )

    # -- makers ----------------------------------------------------------------------------------------------------
    @classmethod
    def category(cls, kind, code, **values):
        """The word ``code`` of a list, made when it is missing."""
        Category = cls.env["cadre.category"]
        found = Category.search([("kind", "=", kind), ("code", "=", code)], limit=1)
        return found or Category.create({"kind": kind, "code": code, "name": code, **values})

    @classmethod
    def party_member_status(cls):
        Category = cls.env["cadre.category"]
        found = Category.search([("kind", "=", "political"), ("party_member", "=", True)], limit=1)
        return found or Category.create({"kind": "political", "code": "cpc", "name": "中共党员", "party_member": True})

    @classmethod
    def employee_values(
        cls, name, number, department=None, post="一级科员", post_class="staff", user=None, since="2022-01-01", **values
    ):
        return {
            "name": name,
            "staff_number": number,
            "company_id": cls.company.id,
            "user_id": user.id if user else False,
            "department_id": (department or cls.unit).id,
            "date_version": since,
            "job_title": post,
            "post_class_id": cls.category("post_class", post_class).id,
            "political_status_id": cls.party_member_status().id,
            "sex": "male",
            "birthday": "1985-06-01",
            "ethnicity": "汉族",
            "post_since": since,
            "rank_since": since,
            **values,
        }

    @classmethod
    def make_employee(cls, *args, **values):
        """One employee; the arguments of :meth:`employee_values`. Other posts later: ``employee.create_version(…)``."""
        return cls.env["hr.employee"].create(cls.employee_values(*args, **values))

    @classmethod
    def seat(cls, user, body=None):
        """``user``, a member of ``body`` (default: the office) from now on; he gets an employee when he has none."""
        employee = user.employee_id or cls.env["hr.employee"].create({"name": user.name, "user_id": user.id})
        (body or cls.office_body).sudo().member_ids = [(0, 0, {"employee_id": employee.id})]
        return user

    @classmethod
    def make_people(cls, count, prefix="P", **values):
        """``count`` subjects of the unit without users, in one create call. For hundreds see :meth:`make_crowd`."""
        sections = (cls.office_section, cls.org_section, cls.press_section)
        names = [SURNAMES[n % len(SURNAMES)] + GIVEN[n // len(SURNAMES) % len(GIVEN)] for n in range(count)]
        return cls.env["hr.employee"].create(
            [cls.employee_values(name, f"{prefix}{n:05d}", sections[n % 3], **values) for n, name in enumerate(names)]
        )

    @classmethod
    def make_crowd(cls, count, prefix="C", like=None):
        """``count`` subjects copied by the database from one (default: a new person of the unit): 5,000 in a second."""
        like = like or cls.make_employee(f"{prefix}模板", f"{prefix}-0", cls.org_section)
        return clone_employee(like, count, prefix)

    @classmethod
    def make_cycle(cls, **values):
        """A cycle of the scheme in preparation: the year 2025 of the unit."""
        return cls.env["cadre.cycle"].create(
            {
                "name": f"{YEAR}年度履职尽责考核",
                "year": YEAR,
                "scheme_id": cls.scheme.id,
                "unit_id": cls.unit.id,
                "company_id": cls.company.id,
                "date_from": date(YEAR, 1, 1),
                "date_to": date(YEAR, 12, 31),
                "cut_off": date(YEAR, 12, 31),
                "leading_body_id": cls.leading_body.id,
                "office_body_id": cls.office_body.id,
                "organizer_id": cls.leader.id,
                **values,
            }
        )

    @classmethod
    def open_cycle(cls, **values):
        """The same, opened by the office: periods, pools, papers and what other rooms add."""
        cycle = cls.make_cycle(**values)
        cycle.with_user(cls.officer_user).action_open()
        return cycle

    @classmethod
    def period(cls, cycle, level, number=1):
        return cycle.period_ids.filtered(lambda period: (period.level, period.number) == (level, number))

    @classmethod
    def grade(cls, scale, name):
        """The grade of a scale by the beginning of its name: ``self.grade(scale, "优秀")``."""
        return scale.grade_ids.filtered(lambda grade: grade.name.startswith(name))[:1]


def unbind(env, table):
    """Take checks and foreign keys off ``table``, also those that point to it, until the transaction is rolled back:
    whoever has the database can.
    """
    env.flush_all()
    query = """
        SELECT conrelid::regclass::text, conname FROM pg_constraint
         WHERE (conrelid = %s::regclass AND contype IN ('c', 'f')) OR (confrelid = %s::regclass AND contype = 'f')"""
    env.cr.execute(query, (table, table))
    for owner, name in env.cr.fetchall():
        env.cr.execute(SQL("ALTER TABLE %s DROP CONSTRAINT %s", SQL.identifier(owner), SQL.identifier(name)))


class CadreCase(CadreBuilder, TransactionCase):
    """For tests inside one transaction."""


class CadreHttpCase(CadreBuilder, HttpCase):
    """For tests over RPC, of pages and of tours. The password of a user is his login (``cadre_person`` …).

    The server logs every refusal as a warning. Here refusals are what is asked for and what the tests assert, so they
    are no news; an error of the server still is.
    """

    def setUp(self):
        super().setUp()
        for name in REFUSALS:
            logger = logging.getLogger(name)
            logger.addFilter(_is_no_refusal)
            self.addCleanup(logger.removeFilter, _is_no_refusal)


REFUSALS = ("odoo.http", "odoo.addons.rpc.controllers.xmlrpc")
"""The second says at each call that its endpoint is on its way out; attackers come by it all the same."""


def _is_no_refusal(record):
    return record.levelno != logging.WARNING
