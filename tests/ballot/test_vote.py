"""What a voter meets on his phone. (S0-27, S0-28, S3-58)"""

import logging
import re
from unittest.mock import patch

from odoo.addons.cadre_assessment.controllers import ballot_page
from odoo.addons.cadre_assessment.models.ballot import cadre_ballot_guess

from .builder import BallotHttpCase


class TestVote(BallotHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # the sentences are compared in the language of the source
        cls.startClassPatcher(patch.object(type(cls.env["cadre.ballot"]), "_page_lang", lambda _ballot: "en_US"))
        cls.ballot = cls.opened(top_ratio=0.34)  # of three: one 优秀

    def link(self, ballot=None, **values):
        return "/ballot/" + self.issue((ballot or self.ballot).group_ids, **(values or {"count": 1}))[0]

    def filled(self, html, *grades, ballot=None, **more):
        ballot = ballot or self.ballot
        lines = {self.field(ballot, n): self.place(grade) for n, grade in enumerate(grades) if grade}
        return {"nonce": self.nonce(html), **lines, **more}

    # -- the paper -----------------------------------------------------------------------------------------------------
    def test_page(self):
        """One small page with everybody, four levels each, in one request, without login, session or cookie."""
        ballot = self.opened(names=[f"测评对象{n}" for n in range(10)])
        response = self.url_open(self.link(ballot))
        self.assertLess(len(response.content), 15 * 1024)
        self.assertEqual(response.text.count("type=radio"), 40)
        self.assertNotIn("Set-Cookie", response.headers)
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        self.assertEqual(response.headers["Referrer-Policy"], "no-referrer")
        self.assertIn("default-src 'none'", response.headers["Content-Security-Policy"])
        for found in re.findall(r"(?:src|href|action)=\S*", response.text):
            self.fail("the page asks for something else: " + found)
        self.assertNotIn("style=", response.text.split("</style>")[1])  # the browser would not apply it

    def test_without_script(self):
        """Without a script: fill in, look once more, go back, submit for good; the receipt is shown."""
        link = self.link()
        html = self.page(link)
        form = self.filled(html, self.top, self.good, self.fair)
        html = self.send(link, form)
        self.assertIn("name=confirmed", html)
        self.assertEqual(self.marks(self.ballot), [])
        html = self.send(link, {**form, "edit": "1"})
        self.assertEqual(len(re.findall(r" checked", html)), 3)
        html = self.send(link, {**form, "confirmed": "1"})
        self.assertTrue(self.receipt(html))
        self.assertEqual(self.marks(self.ballot), [self.top.id, self.good.id, self.fair.id])

    def test_blank_lines(self):
        """A blank line, or one with two ticks, is asked about once and is then invalid for that line alone."""
        link = self.link()
        form = self.filled(self.page(link), None, self.good)
        form[self.field(self.ballot, 2)] = [self.place(self.good), self.place(self.fair)]
        html = self.send(link, form)
        self.assertEqual(html.count("<em>"), 2)
        self.send(link, {**form, "confirmed": "1"})
        self.assertEqual(self.marks(self.ballot), [None, self.good.id, None])

    def test_limit_of_top_grades(self):
        """S3-58: a paper with more 优秀 than allowed is given back with its ticks, whatever the browser says."""
        link = self.link()
        html = self.page(link)
        self.assertIn("data-limit=1", html)
        form = self.filled(html, self.top, self.top, self.good, confirmed="1")
        html = self.send(link, form, status=400)
        self.assertEqual(len(re.findall(r" checked", html)), 3)
        self.assertIn("role=alert", html)
        self.assertEqual(self.marks(self.ballot), [])

    def test_same_form_twice(self):
        """The same form again (double click, reload): the same receipt and one paper."""
        link = self.link()
        form = self.filled(self.page(link), self.top, self.good, self.fair, confirmed="1")
        receipts = {self.receipt(self.send(link, form)) for _click in range(3)}
        self.assertEqual(len(receipts), 1)
        self.assertEqual(len(self.marks(self.ballot)), 3)
        changed = {**form, self.field(self.ballot, 0): self.place(self.poor)}
        self.assertEqual({self.receipt(self.send(link, changed))}, receipts)
        self.assertNotIn(self.poor.id, self.marks(self.ballot))

    def test_another_form(self):
        """Another form of the same link: a paper is in already, and its receipt is not told."""
        link = self.link()
        first, second = self.page(link), self.page(link)
        receipt = self.receipt(self.send(link, self.filled(first, self.top, self.good, self.fair, confirmed="1")))
        self.assertTrue(receipt)
        html = self.send(link, self.filled(second, self.poor, self.poor, self.poor, confirmed="1"))
        self.assertFalse(self.receipt(html))
        html = self.page(link)
        self.assertNotIn("nonce", html)
        self.assertNotIn(receipt, html)
        self.assertEqual(len(self.marks(self.ballot)), 3)

    def test_foreign_forms(self):
        """A form without our number, with a made-up one or with another voter's is no form (CSRF, receipts)."""
        link, other = self.link(), self.link()
        html, foreign = self.page(link), self.page(other)
        for nonce in ("", "x", "x.y", self.nonce(foreign), self.nonce(html)[:-1]):
            self.send(
                link, {**self.filled(html, self.top, self.good, self.fair, confirmed="1"), "nonce": nonce}, status=400
            )
        self.assertEqual(self.marks(self.ballot), [])

    def test_foreign_lines_and_levels(self):
        """Lines and levels that are not on the paper are nothing; odd numbers break nothing."""
        link = self.link()
        form = self.filled(self.page(link), self.good)
        form[self.field(self.ballot, 1)] = "4"
        form[self.field(self.ballot, 2)] = "9" * 30
        form["m3"] = form["m99999999999999999999"] = form["m١"] = form["m-1"] = form["c0"] = form["w"] = "1"
        self.assertTrue(self.receipt(self.send(link, {**form, "confirmed": "1"})))
        self.assertEqual(self.marks(self.ballot), [self.good.id, None, None])

    def test_own_line_is_not_offered(self):
        """Who has a link in his name does not find himself; a slip without a name shows everybody."""
        ballot = self.make_ballot()
        ballot.subject_ids[0].employee_id = self.person
        ballot.action_open()
        html = self.page(self.link(ballot, employees=self.person))
        self.assertEqual(html.count("<fieldset>"), 2)
        self.assertNotIn("李明", html)
        self.assertEqual(self.page(self.link(ballot)).count("<fieldset>"), 3)

    def test_several_headings(self):
        """With several headings each person has a line for each of them."""
        ballot = self.opened(criterion_ids=[(0, 0, {"name": name}) for name in "德能勤"])
        self.assertEqual(self.page(self.link(ballot)).count("<fieldset>"), 9)

    # -- plain messages ------------------------------------------------------------------------------------------------
    def test_states(self):
        """Before opening, after closing, after sealing, revoked: a plain sentence and no paper; a receipt stays
        valid."""
        ballot = self.make_ballot()
        link, late, revoked = self.link(ballot), self.link(ballot), self.link(ballot)
        self.env["cadre.ballot.ticket"]._revoke(ballot.group_ids, numbers=[3])
        self.assertIn("not open yet", self.page(link))
        ballot.action_open()
        html, html_late = self.page(link), self.page(late)
        self.assertIn("revoked", self.page(revoked))
        form = self.filled(html, self.good, self.good, self.good, ballot=ballot, confirmed="1")
        receipt = self.receipt(self.send(link, form))
        ballot.action_close()
        for _state in ("closed", "sealed"):
            self.assertIn("closed", self.page(late))
            form_late = self.filled(html_late, self.good, ballot=ballot, confirmed="1")
            self.assertIn("closed", self.send(late, form_late))
            self.assertEqual(self.receipt(self.send(link, form)), receipt)
            if ballot.state == "closed":
                ballot.action_seal()

    def test_wrong_links(self):
        """A wrong link gets one plain answer; too many from one address wait, right ones are served all the same."""
        link = self.link()
        self.env.cr.execute("DELETE FROM cadre_ballot_guess")
        with patch.object(cadre_ballot_guess, "LIMIT", 3):
            answers = {self.page("/ballot/" + guess, status=404) for guess in ("x", "A" * 24, "A" * 5000)}
            self.assertEqual(len(answers), 1)
            self.page("/ballot/B", status=429)
            self.send("/ballot/B", {"confirmed": "1"}, status=429)
            self.page("/ballot/public/B", status=429)
            self.page(link)
        self.env.cr.execute("SELECT count(*), min(length(source)) FROM cadre_ballot_guess")
        self.assertEqual(self.env.cr.fetchone(), (3, 32))

    def test_links_stay_out_of_the_log(self):
        """No link stands in the server's log, in any way of asking for it."""
        link = self.link()
        token = link.rpartition("/")[2]
        with self.assertLogs(level=logging.INFO) as caught:
            html = self.page(link)
            self.page(link + "x", status=404)
            self.page(link + "/more", status=404)
            self.page(link + "?x=1")
            receipt = self.receipt(self.send(link, self.filled(html, self.good, self.good, self.good, confirmed="1")))
            self.page(f"/ballot/hall/{self.ballot._hall_key()}")
        for secret in (receipt, self.nonce(html), self.ballot._hall_key()):
            self.assertFalse([line for line in caught.output if secret in line])
        self.assertTrue(any("/ballot/***" in line for line in caught.output))
        self.assertFalse([line for line in caught.output if token in line])

    # -- public page ---------------------------------------------------------------------------------------------------
    def test_public_page(self):
        """Before sealing: numbers only. After: every receipt and how many papers were counted, for anybody."""
        ballot = self.opened(groups=(("主任", 1), ("科室", 29)))
        path = "/ballot/public/" + ballot.public_code
        receipts = []
        for group in (ballot.group_ids[0], *[ballot.group_ids[1]] * 5):
            link = "/ballot/" + self.issue(group, 1)[0]
            receipts.append(
                self.receipt(self.send(link, self.filled(self.page(link), self.good, ballot=ballot, confirmed="1")))
            )
        html = self.page(path)
        self.assertIn("6 / 30", html)
        self.assertIn('http-equiv="refresh"', html)
        self.assertNotIn("主任", html)
        self.assertFalse([code for code in receipts if code in html])
        ballot.action_close()
        ballot.action_seal()
        html = self.page(path)
        self.assertEqual(re.findall(r"<code>([^<]+)</code>", html), sorted(receipts))
        self.assertIn(ballot.digest, html)
        self.page("/ballot/public/wrong", status=404)

    def test_page_is_what_the_hash_says(self):
        """Style and script of the page are those whose hashes the browser is told."""
        html = self.page(self.link())
        self.assertIn(f"<style>{ballot_page.STYLE}</style>", html)
        self.assertIn(f"<script>{ballot_page.SCRIPT}</script>", html)


class TestSlips(BallotHttpCase):
    """The page on which links are shown once."""

    def order(self, user=None, **values):
        ballot = self.make_ballot()
        Order = self.env["cadre.ballot.issue"].with_user(user or self.officer_user)
        return Order.create({"ballot_id": ballot.id, "group_id": ballot.group_ids.id, "count": 9, **values})

    def test_shown_once(self):
        """The slips are shown once, to the one who ordered them, and every link works."""
        order = self.order()
        path = f"/cadre/ballot/slips/{order.id}/page"
        self.authenticate("cadre_manager", "cadre_manager")
        self.page(path, status=410)
        self.authenticate("cadre_officer", "cadre_officer")
        response = self.url_open(path)
        self.assertEqual(response.headers["Cache-Control"], "no-store")
        links = re.findall(r"/ballot/([\w-]{24})<", response.text)
        self.assertEqual(len(set(links)), 9)
        self.assertEqual(response.text.count("<img"), 9)
        self.page(path, status=410)
        order.ballot_id.with_user(self.officer_user).action_open()
        self.logout()
        self.assertIn("fieldset", self.page("/ballot/" + links[8]))

    def test_names(self):
        """A link in a name prints the name."""
        order = self.order(kind="links", employee_ids=[(6, 0, self.person.ids)])
        self.authenticate("cadre_officer", "cadre_officer")
        self.assertIn(self.person.name, self.page(f"/cadre/ballot/slips/{order.id}/page"))
        self.assertEqual(order.ballot_id.issued_count, 1)

    def test_not_without_the_right(self):
        """Whoever is no longer of the office gets nothing of his own old order."""
        order = self.order()
        self.officer_user.group_ids = self.env.ref("cadre_assessment.group_cadre_user")
        self.authenticate("cadre_officer", "cadre_officer")
        self.assertNotIn("<img", self.url_open(f"/cadre/ballot/slips/{order.id}/page").text)
        self.assertEqual(order.sudo().ballot_id.issued_count, 0)
