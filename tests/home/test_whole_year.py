"""From an empty system through a whole year, each in his own place and at his own screen."""

import logging
import time
from unittest.mock import patch

from freezegun import freeze_time
from odoo.addons.cadre_assessment.wizard.ballot.cadre_ballot_issue import CadreBallotIssue
from odoo.addons.cadre_assessment.wizard.cadre_account_slips import CadreAccountSlips
from odoo.tests import HttpCase, tagged

from tests.desk import PATIENCE, desk
from tests.home.whole_year import Year

_logger = logging.getLogger(__name__)
MOST_CLICKS = 285


@tagged("post_install", "-at_install")
class TestWholeYear(HttpCase):
    """Nothing but what the installation brings, in Chinese, and no call behind the screen: the clock alone is moved."""

    def test_whole_year(self):
        """Workbook, lists, records, ballot, findings, vetoes, decision, notice, written notices, archive: by hand."""
        self.env.ref("base.user_admin").write({"lang": "zh_CN", "tz": "Asia/Shanghai"})
        self.env.company.resource_calendar_id.tz = "UTC"
        self.env["ir.qweb"]._pregenerate_assets_bundles()  # what a server has made for whoever came before
        slips, tickets = {}, []
        first, issued = CadreAccountSlips._fulfil, CadreBallotIssue._fulfil
        reports = self.env.registry["ir.actions.report"]
        printed = reports._render_qweb_pdf

        def read_slips(order):
            """What whoever stands at the printer sees, and nobody after him."""
            found = first(order)
            slips.update({login: password for _name, _place, login, password in found or ()})
            return found

        def read_tickets(order):
            found = issued(order)
            tickets.extend(token for _number, token, _name in found or ())
            return found

        def on_paper(report, *args, **values):
            """A server prints; Odoo's tests would be handed the page."""
            return printed(report.with_context(force_report_rendering=True), *args, **values)

        def handed_out():
            end = time.monotonic() + PATIENCE
            while not tickets and time.monotonic() < end:
                time.sleep(0.2)
            return tickets

        begun, clicks = time.monotonic(), 0
        year = Year(None, slips)
        steps = (
            ("2025-05-20", year.begin, year.lists),
            ("2025-07-08", lambda: year.months("2025年6月"), lambda: year.record("2025年上半年")),
            ("2026-01-08", lambda: year.record("2025年度"),),
            ("2026-01-12", lambda: year.ballot(handed_out), year.findings, year.vetoes),
            ("2026-01-16", year.decision, year.notice),
            ("2026-01-26", year.after),
        )  # fmt: skip
        with (
            patch.object(CadreAccountSlips, "_fulfil", read_slips),
            patch.object(CadreBallotIssue, "_fulfil", read_tickets),
            patch.object(reports, "_render_qweb_pdf", on_paper),
        ):
            for day, *parts in steps:
                # who comes on another day opens the browser anew
                with freeze_time(f"{day} 01:00:00", tick=True), desk(self) as year.clerk:
                    for part in parts:
                        part()
                    clicks += year.clerk.clicks
        seconds = round(time.monotonic() - begun)
        _logger.info("a whole year: %s clicks, %s seconds", clicks, seconds)
        self.assertLessEqual(clicks, MOST_CLICKS)
