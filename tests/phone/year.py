"""A year that is over and one that has begun, so that every page of a phone has something on it."""

from odoo.addons.cadre_assessment.models.guard import guarded

from tests.assessment.common import YearBuilder
from tests.common import YEAR, CadreHttpCase
from tests.reports.finished import Finisher

NOW = YEAR + 1


class PhoneCase(Finisher, YearBuilder, CadreHttpCase):
    """``cls.cycle`` is decided and put up, ``cls.running`` has just begun; ``cls.reports`` wait for the leader."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for role in ("person", "leader", "decider", "section_head", "officer"):
            getattr(cls, f"{role}_user").lang = "zh_CN"
        cls.org_section.manager_id = cls.section_head
        for bundle in map(cls.env["ir.qweb"]._get_asset_bundle, ("web.assets_web", "web.assets_tests")):
            bundle.js()  # once for all tests: each would make them anew while its first page waits
            bundle.css()
        cls.computed_year(cls.make_people(2))
        cls.finish()
        cls.running = cls.open_cycle(
            name=f"{NOW}年度履职尽责考核", year=NOW, date_from=f"{NOW}-01-01", date_to=f"{NOW}-12-31",
            cut_off=f"{NOW}-12-31",
        )  # fmt: skip
        half = cls.period(cls.running, "half", 1)
        cls.reports = guarded(cls.env["cadre.progress.report"].sudo()).create(
            [
                {
                    "cycle_id": cls.running.id,
                    "period_id": half.id,
                    "employee_id": one.id,
                    "employee_name": one.name,
                    "leader_id": cls.leader.id,
                    "state": "submitted",
                    "self_report": "半年来认真履行职责，完成了各项工作。" * 9,
                }
                for one in cls.rest | cls.section_head
            ]
        )
        plan = cls.running.plan_ids.filtered(lambda one: one.employee_id == cls.person)
        plan.with_user(cls.person_user).item_ids = [
            (0, 0, {"name": "党支部规范化建设", "due": f"{NOW}-10-31", "source": "duty", "item_class": "annual"})
        ]

    def to_rate(self):
        """The records that wait for the leader, in the order of his list."""
        return self.reports.sorted("employee_name")
