"""A form says what another page has done since, once one comes back to it."""

from odoo.tests import tagged

from tests.common import CadreHttpCase
from tests.desk import desk

from .builder import issue, make_ballot
from .phone import let_rest

ISSUED = "document.querySelector('.o_field_widget[name=issued_count]').innerText.trim()"
BACK = "document.dispatchEvent(new Event('visibilitychange'))"


@tagged("post_install", "-at_install")
class TestLookAgain(CadreHttpCase):
    def test_links_issued_on_a_page_of_their_own(self):
        """发出 counts the links made since by the page with the slips; what is being typed is not thrown away."""
        ballot = make_ballot(self.env(user=self.officer_user))
        with desk(self) as clerk:
            clerk.login("cadre_officer")
            clerk.find(".o_cadre_home")
            clerk.open(f"/odoo/cadre-ballots/{ballot.id}")
            clerk.until(f"{ISSUED} === '0'")
            let_rest(clerk.browser)
            issue(ballot.group_ids, 3)  # as the page of the slips does
            self.env.flush_all()
            clerk.run(BACK)
            clerk.until(f"{ISSUED} === '3'")
            clerk.type(".o_field_widget[name=name] input", "改过的名称")
            let_rest(clerk.browser)
            issue(ballot.group_ids, 1)
            self.env.flush_all()
            clerk.run(BACK)
            clerk.until("document.querySelector('.o_field_widget[name=name] input').value === '改过的名称'")
            clerk.click(".o_form_button_save")
            clerk.until(f"{ISSUED} === '4'")
