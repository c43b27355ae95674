"""The addons work beside neighbours, in a second company and for people who read neither Chinese nor English.

Asked inside ``odoo shell``; prints one line of JSON behind ``ANSWER``. Nothing is kept.
"""

import json

from odoo.addons.cadre_assessment.models.computation.gather import gather
from odoo.fields import Datetime

from tests.common import ROLES, CadreBuilder
from tests.named import take
from tools.bench import web

FRENCH = "fr_FR"


class _Ground:
    """The outermost builder has no test below it."""

    @classmethod
    def setUpClass(cls):
        pass


class Second(CadreBuilder, _Ground):
    """An office in a company that did not exist when the addons came, its people reading French."""

    @classmethod
    def settle(cls, env):
        take(env)
        company = env["res.company"].create({"name": "县属第二单位"})
        (env.user | env.ref("base.user_admin")).company_ids += company
        cls.env = env(context={**env.context, "allowed_company_ids": company.ids, "lang": FRENCH})
        cls.setUpClass()
        for role in ROLES:
            getattr(cls, f"{role}_user").lang = FRENCH
        cls.env.flush_all()
        return cls


def menus(office):
    """Rooms that a role cannot open, and how many were opened: each entry of each role's menu, as the client does."""
    opened, broken = 0, []
    for role in ROLES:
        user = getattr(office, f"{role}_user")
        env = office.env(user=user.id, su=False, context={"lang": FRENCH, "allowed_company_ids": user.company_ids.ids})
        for entry in web.entries(env):
            opened += 1
            try:
                web.open_menu(env, entry)
            except Exception as error:
                broken.append([role, entry.xmlid, repr(error)])
    return [opened, broken]


def year(office):
    """A year is opened by the office and looked through: names of its periods are in the language of the scheme."""
    cycle = office.open_cycle()
    cycle._remind(cycle.date_from)
    gather(cycle)
    web.open_form(cycle.with_user(office.officer_user).with_context(lang=FRENCH))
    lists = office.env["cadre.work.plan"].search_count([("cycle_id", "=", cycle.id)])
    return [cycle.company_id.name, cycle.state, cycle.period_ids[:1].name, lists]


def neighbours(office):
    """What a neighbour does with people goes on: hired, present, skilled, asked, and seen in its own forms."""
    env = office.env
    job = env["hr.job"].create({"name": "一级科员", "department_id": office.org_section.id})
    applicant = env["hr.applicant"].create({"partner_name": "新录用", "job_id": job.id, "email_from": "a@b.example"})
    applicant.create_employee_from_applicant()
    hired = applicant.employee_id
    presence = env["hr.attendance"].create({"employee_id": hired.id, "check_in": Datetime.now()})
    kind = env["hr.skill.type"].create(
        {
            "name": "公文",
            "skill_ids": [(0, 0, {"name": "公文写作"})],
            "skill_level_ids": [(0, 0, {"name": "熟练", "level_progress": 80, "default_level": True})],
        }
    )
    office.person.employee_skill_ids = [
        (0, 0, {"skill_type_id": kind.id, "skill_id": kind.skill_ids.id, "skill_level_id": kind.skill_level_ids.id})
    ]
    survey = env["survey.survey"].create({"title": "满意度"})
    for record in (hired, job, applicant, presence, office.person, survey, office.unit):
        web.open_form(record.with_user(env.ref("base.user_admin")).with_context(lang=FRENCH))
    return [hired.company_id.name, presence.employee_id.name, office.person.employee_skill_ids.skill_id.name]


def languages(env):
    """What is active, and whether the texts of the modules that were there before came with Chinese."""
    env.cr.execute("SELECT count(*) FROM ir_model_fields WHERE model LIKE 'survey.%' AND field_description ? 'zh_CN'")
    return [sorted(code for code, _name in env["res.lang"].get_installed()), env.cr.fetchone()[0] > 0]


def answer(env):
    found = {"languages": languages(env)}
    office = Second.settle(env(user=env.ref("base.user_root").id))
    for question in (year, neighbours, menus):
        found[question.__name__] = question(office)
    env.cr.rollback()
    return "ANSWER " + json.dumps(found, ensure_ascii=False)
