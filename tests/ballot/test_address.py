"""The office chooses the address at which phones find a ballot; nobody sees a link in a log."""

import logging

from odoo.addons.cadre_assessment.controllers import ballot_log
from odoo.exceptions import AccessError, UserError, ValidationError

from .builder import ADDRESS, BallotCase, BallotHttpCase, make_ballot


class TestAddress(BallotCase):
    def order(self, ballot, **values):
        values = {"ballot_id": ballot.id, "group_id": ballot.group_ids[:1].id, "count": 2, **values}
        return self.office_env["cadre.ballot.issue"].create(values)

    def local(self, address="http://localhost:8069"):
        return self.make_ballot(address=address)

    def test_kept(self):
        """Who logs in as administrator from elsewhere changes the address of no ballot."""
        ballot = self.make_ballot(address=False)
        before = ballot.address
        self.env["ir.config_parameter"].set_param("web.base.url", "http://other.example.gov.cn")
        self.env.invalidate_all()
        self.assertEqual(ballot.address, before)
        self.assertTrue(ballot.public_url.startswith(f"{before}/ballot/public/"))
        self.assertEqual(self.make_ballot(address=False).address, "http://other.example.gov.cn")

    def test_refused_until_confirmed(self):
        """This machine itself, a network inside: by each way of handing out, and for the screen of the hall."""
        for address in ("http://localhost:8069", "http://127.0.0.1", "https://192.168.3.4", "http://server:8069"):
            ballot = self.local(address)
            for kind in ("slips", "seats", "links", "units"):
                with self.subTest(address=address, kind=kind):
                    order = self.order(ballot, kind=kind, employee_ids=[(6, 0, self.person.ids)])
                    self.assertTrue(order.address_doubt)
                    with self.assertRaisesRegex(UserError, "address for phones"):
                        if kind == "units":
                            order._fulfil()
                        else:
                            order.action_issue()
            with self.assertRaises(UserError):
                ballot.action_screen()
            self.assertEqual(ballot.issued_count, 0)

    def test_confirmed(self):
        """Who confirms stands on the ballot, and for the other ballots of the company nobody is asked again."""
        ballot = self.local()
        self.order(ballot, address_ok=True).action_issue()
        self.assertEqual(ballot.address_confirmed, ballot.address)
        self.assertEqual(ballot.address_confirmed_by_id, self.officer_user)
        self.assertTrue(ballot.address_confirmed_at)
        self.assertIn("localhost", ballot.message_ids[0].body)
        self.assertTrue(ballot.action_screen())
        second = self.make_ballot(address=False)
        self.assertEqual(second.address, "http://localhost:8069")
        self.assertFalse(self.order(second).address_doubt)
        self.order(second).action_issue()

    def test_corrected_before_issuing(self):
        """In the dialogue, while it is open too; what is no address is refused."""
        ballot = self.local()
        ballot.action_open()
        order = self.order(ballot, address="https://Kaohe.example.gov.cn/web")
        self.assertFalse(order.address_doubt)
        order.action_issue()
        self.assertEqual(ballot.address, ADDRESS)
        self.assertEqual(len(order._fulfil()), 2)
        for address in (
            "javascript:alert(1)",
            "https://u@kaohe.example.gov.cn",
            "http://2130706433",
            "kaohe",
            "http://",
        ):
            with self.subTest(address), self.assertRaises(UserError):
                self.order(ballot, address=address, address_ok=True).action_issue()

    def test_plain_is_said(self):
        """http is allowed and said."""
        self.assertTrue(self.order(self.make_ballot(address="http://kaohe.example.gov.cn")).address_plain)
        self.assertFalse(self.order(self.make_ballot()).address_plain)

    def test_not_by_others(self):
        """The confirmation is no field to write; once open, the address changes by the dialogue alone."""
        ballot = self.opened()
        for values in (
            {"address": "http://evil.example.gov.cn"},
            {"address_confirmed": "http://localhost"},
            {"address_confirmed_by_id": self.person_user.id},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                ballot.with_user(self.officer_user).write(values)
        with self.assertRaises(UserError):
            make_ballot(self.office_env, scale=self.ballot_scale, address_confirmed="http://localhost")
        with self.assertRaises(ValidationError):
            self.make_ballot(address="https://kaohe.example.gov.cn/x")
        with self.assertRaises(AccessError):
            ballot.with_user(self.person_user)._settle_address("http://evil.example.gov.cn", True)


class TestLog(BallotHttpCase):
    """What the server says of a page, however its address is written."""

    SPELLINGS = (
        "/ballot/{}", "/BALLOT/{}", "/Ballot/{}", "/%62allot/{}", "/ballot%2F{}", "/%25%36%32allot/{}", "//ballot/{}",
        "/ballot//{}", "/zh_CN/ballot/{}", "/zh_CN//BALLOT/{}", "/ballot/{}/", "/ballot/{}/more", "/ballot/./{}",
        "/./ballot/{}", "/ballot;a/{}", "/ballot?token={}", "/ballot/public/{}", "/ballot/public/../{}",
        "/ballot/hall/{}", "/ballots/{}", "/balot/{}", "/{}", "/x/{}?y", "/web/login?redirect=/ballot/{}",
        "/web/login?redirect=%2Fballot%2F{}",
    )  # fmt: skip

    def test_no_spelling_is_logged(self):
        """Asked of the server itself: no line of any logger bears the token, unless each query is logged."""
        ballot = self.opened()
        (token,) = self.issue(ballot.group_ids, 1)
        self.env.flush_all()
        for spelling in self.SPELLINGS:
            with self.assertLogs(level=logging.INFO) as heard, self.assertLogs("werkzeug", logging.INFO) as server:
                logging.getLogger().info("begin")
                logging.getLogger("werkzeug").info("begin")
                self.url_open(spelling.format(token), allow_redirects=False)
            with self.subTest(spelling):
                self.assertEqual([line for line in (*heard.output, *server.output) if token in line], [])
                self.assertGreater(len(server.output), 1)

    def test_who_speaks(self):
        """Each logger that speaks of pages, and the way out of all: by text, by argument, by exception."""
        token = "Ab3_xyzQWERTYuiop-123456"
        for name in ("werkzeug", "longpolling", "odoo.http", "odoo.tools.misc", "odoo.service.server"):
            logger = logging.getLogger(name)
            for arguments in (
                (f"GET /BALLOT/{token}",), ("%s said", f"/%62allot/{token}"), ("%s", ValueError(f"/ballot/{token}")),
                (ValueError(f"/zh_CN/ballot/{token}"),),
            ):  # fmt: skip
                with self.subTest(name), self.assertLogs(logger, logging.INFO) as heard:
                    logger.info(*arguments)
                self.assertNotIn(token, heard.output[0])
        self.assertTrue(
            any(isinstance(one, ballot_log.RedactLinks) for way in logging.getLogger().handlers for one in way.filters)
            or not logging.getLogger().handlers
        )

    def test_no_session(self):
        """A voter's page makes no session and takes none: whoever is logged in is not asked and not named."""
        ballot = self.opened()
        (token,) = self.issue(ballot.group_ids, 1)
        self.env.flush_all()
        self.authenticate("cadre_officer", "cadre_officer")
        for path in (f"/ballot/{token}", f"/ballot/hall/{ballot._hall_key()}", f"/ballot/public/{ballot.public_code}"):
            with self.subTest(path):
                answer = self.url_open(path)
                self.assertEqual(answer.status_code, 200)
                self.assertNotIn("Set-Cookie", answer.headers)
                self.assertNotIn(self.officer_user.name, answer.text)
