"""Slips stand whole on their sheet, as many as are promised, however long the names are."""

from types import SimpleNamespace
from unittest.mock import patch

from odoo.addons.cadre_assessment.controllers import account_slips, ballot_slips
from odoo.addons.cadre_assessment.printing import printed
from odoo.tests import TransactionCase

from tests.reports.printed import Printed, plain

BALLOT = "云岭县2025年度县管领导班子和领导干部年度考核民主测评（党群口、政法口各单位）"
GROUP = "县四大班子领导成员及各乡镇党委书记"
NAME = "欧阳阿依古丽·买买提"
UNIT = "云岭县住房和城乡建设局城市建设管理服务中心"
ADDRESS = "https://kaohe.yunling.example.gov.cn/"
COUNT = 11


class TestSlips(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.env = cls.env(context={**cls.env.context, "lang": "zh_CN"})

    def order(self, kind, per_page):
        ballot = SimpleNamespace(
            name=BALLOT, state="test", _page_lang=lambda: "zh_CN", _url=lambda token: f"{ADDRESS}ballot/{token}"
        )
        context = SimpleNamespace(env=self.env)
        group = SimpleNamespace(name=GROUP)
        return SimpleNamespace(
            ballot_id=ballot, kind=kind, per_page=per_page, group_id=group, with_context=lambda **_context: context
        )

    def assertSheets(self, paper, per_page, *texts):
        """Full sheets and a last one; on each as many slips as it holds, and every slip with all its words."""
        held = [min(per_page, COUNT - begun) for begun in range(0, COUNT, per_page)]
        self.assertEqual(paper.pages, len(held))
        for page, count in zip(paper.texts, held, strict=True):
            for text in texts:
                self.assertEqual(page.count(plain(text)), count, text)

    def test_links(self):
        """Title of three lines, group of two, a name, the mark of a trial, the address below: eight or ten fit."""
        token = "k3Jd92mXw0qPz81LrTfVbYc5nE7hGs4u"
        slips = [(number, token, NAME) for number in range(1, COUNT + 1)]
        for per_page in (8, 10):
            content = ballot_slips.print_pdf(ballot_slips._pages(self.order("links", str(per_page)), slips))
            paper = Printed(content, f"slips-{per_page}")
            self.assertSheets(paper, per_page, BALLOT, GROUP, NAME, f"{ADDRESS}ballot/{token}")

    def test_seats(self):
        """A code of a seat is typed: it stands on one line."""
        slips = [(number, "A7KQ-M2XR", "") for number in range(1, COUNT + 1)]
        content = ballot_slips.print_pdf(ballot_slips._pages(self.order("seats", "10"), slips))
        self.assertSheets(Printed(content, "slips-seats"), 10, BALLOT, "A7KQ-M2XR")

    def test_passwords(self):
        slips = [(NAME, UNIT, f"YL{number:05d}", "Kw7-Qp2-Xz9") for number in range(1, COUNT + 1)]
        request = SimpleNamespace(env=self.env, httprequest=SimpleNamespace(host_url=ADDRESS))
        with patch.object(account_slips, "request", request):
            content = printed(account_slips._pages(slips), account_slips.STYLE)
        self.assertSheets(Printed(content, "slips-passwords"), 10, NAME, UNIT, "Kw7-Qp2-Xz9")
