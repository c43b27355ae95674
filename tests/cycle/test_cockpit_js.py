"""Do the unit tests of the cockpit's cards pass in the browser?"""

from odoo.tests import HttpCase, tagged

SUITE = "@cadre_assessment/cockpit"


def suite_id(name):
    """The number by which Odoo's test page knows a suite."""
    number = 0
    for char in name:
        number = ((number << 5) - number + ord(char)) & 0xFFFFFFFF
    return f"{number:08x}"


@tagged("post_install", "-at_install")
class TestCockpitJs(HttpCase):
    def test_cards(self):
        self.browser_js(
            f"/web/tests?headless&loglevel=2&preset=desktop&timeout=15000&id={suite_id(SUITE)}",
            "",
            "",
            login="admin",
            timeout=120,
            success_signal="[HOOT] Test suite succeeded",
            error_checker=lambda message: "[HOOT]" not in message,
        )
