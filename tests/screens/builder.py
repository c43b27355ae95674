"""A county with something on every screen: a year of lists and one of letters, both running, read in Chinese."""

from odoo.addons.cadre_assessment.models.clock import today_of
from odoo.addons.cadre_assessment.models.guard import guarded

from tests.ballot.builder import make_ballot
from tests.common import ROLES, SCHEME, CadreCase, CadreHttpCase
from tests.work.letters import LetterBuilder


class ScreenBuilder(LetterBuilder):
    """``self.year``: the cycle of the first scheme, opened; ``self.cycle``: that of letters. A ballot in preparation,
    a mark, an event, a target, a case, a decision, a notice, an archived result: one record of each kind."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for role in ROLES:
            user = getattr(cls, f"{role}_user")
            user.write({"lang": "zh_CN", "name": f"测试用户{ROLES_ZH[role]}"})
        cls.year = cls.open_cycle(scheme_id=cls.env.ref(SCHEME).id)
        period = cls.period(cls.year, "half")
        period.with_user(cls.officer_user).action_make_drafts()
        report = cls.year.report_ids.filtered(lambda one: one.employee_id == cls.person).with_user(cls.person_user)
        report.write(
            {"line_ids": [(1, line.id, {"result": "完成"}) for line in report.line_ids], "self_report": "完成"}
        )
        report.action_submit()
        office = cls.env(user=cls.officer_user)
        make_ballot(office)
        office["cadre.decision"].create({"name": "审定", "cycle_id": cls.year.id, "body_id": cls.leading_body.id})
        office["cadre.notice"].create({"name": "公示", "kind": "result", "cycle_id": cls.year.id, "days": 5})
        posted = office["cadre.notice"].create({"name": "半年公示", "cycle_id": cls.year.id, "days": 5})
        today = today_of(cls.year)
        guarded(posted.sudo()).write({"state": "posted", "date_from": today, "date_to": today})
        office["cadre.objection"].create({"notice_id": posted.id, "text": "分数有误"})
        office["cadre.rectification"].create(
            {
                "problem": "报送不及时",
                "cycle_id": cls.year.id,
                "responsible_id": cls.person.id,
                "due": "2025-12-01",
            }
        )
        cls.env["hr.employee"].create({"name": "老周", "active": False})  # who left can be erased, and nobody else
        cls._make_selection()
        cls.env.flush_all()

    @classmethod
    def _make_selection(cls):
        """A selection under way, prepared by its office, with one candidate."""
        cls.selection_body = cls.env["cadre.body"].create(
            {
                "name": "干部科",
                "kind": "selection",
                "unit_id": cls.unit.id,
                "member_ids": [(0, 0, {"employee_id": cls.selection_officer.id, "role": "chair"})],
            }
        )
        office = cls.env(user=cls.selection_user)
        job = {"name": "科长", "department_id": cls.unit.id, "counts_in_headcount": False}
        cls.selection = office["cadre.selection"].create(
            {
                "name": "科长选拔",
                "procedure_id": cls.env["cadre.procedure"].search([("code", "=", "S4P1")]).id,
                "unit_id": cls.unit.id,
                "body_id": cls.leading_body.id,
                "group_body_id": cls.env["cadre.body"].create({"name": "考察组", "kind": "inspection"}).id,
                "post_ids": [(0, 0, {"job_id": cls.env["hr.job"].create(job).id})],
            }
        )
        cls.selection.action_begin()
        office["cadre.candidate"].create(
            {
                "selection_id": cls.selection.id,
                "post_id": cls.selection.post_ids.id,
                "employee_id": cls.person.id,
            }
        )


ROLES_ZH = dict(zip(ROLES, "甲乙丙丁戊己庚辛壬癸子丑寅", strict=False))
"""Names of accounts without a Latin letter, so that what is Latin on a screen is a fault."""


class ScreenCase(ScreenBuilder, CadreCase):
    pass


class ScreenHttpCase(ScreenBuilder, CadreHttpCase):
    pass
