"""The desk of the browser tests: a click that nothing received is made again."""

from odoo.tests import HttpCase, tagged

from tests.desk import desk

PAGE = """(function () {
    const draw = () => {
        document.body.innerHTML = "<button id=one>one</button><button id=two>two</button>";
        document.body.querySelector("#one").addEventListener("mousedown", () => { if (window.pressed++ == 0) draw(); });
        document.body.querySelector("#one").addEventListener("click", () => window.ones++);
        document.body.querySelector("#two").addEventListener("click", () => { window.twos++; draw(); });
    };
    Object.assign(window, { pressed: 0, ones: 0, twos: 0 });
    draw();
})()"""


@tagged("post_install", "-at_install")
class TestDesk(HttpCase):
    """A slow machine draws a page anew between press and release of the mouse: no browser calls that a click."""

    def test_lost_click(self):
        with desk(self) as clerk:
            clerk.open("/web/login")
            clerk.find("input[name=login]")
            clerk.run(PAGE)
            clerk.click("#one")
            self.assertEqual(clerk.run("[window.pressed, window.ones].join()"), "2,1")
            clerk.click("#two")
            clerk.click("#two")
            self.assertEqual(clerk.run("window.twos"), 2)
            self.assertEqual(clerk.clicks, 3, "what was lost is not counted twice")
