"""Workers behind a proxy know the phones apart, by what it says of them. (``--workers`` and ``proxy_mode``)"""

import re
import time

from odoo.addons.cadre_assessment.models.ballot.cadre_ballot_guess import LIMIT

from tests.nodes import Node

from .builder import issue
from .real import RealCase


class TestProxy(RealCase):
    def phone(self, address):
        """What a proxy adds for the phone at ``address``."""
        host = "kaohe.example.gov.cn"
        return {"X-Forwarded-For": address, "X-Forwarded-Host": host, "X-Forwarded-Proto": "https"}.items()

    def test_phones_behind_a_proxy(self):
        """A vote comes in; who tries wrong links is held up by his own address, whatever he says of himself."""
        ballot_id = self.make(groups=(("全体人员", 10),))
        with self.real() as env:
            (token,) = issue(env["cadre.ballot"].browse(ballot_id).group_ids, 1)
            env.cr.execute("DELETE FROM cadre_ballot_guess")
        self.addCleanup(self.forget)
        with Node(self.dbname, "--proxy-mode", workers=2) as node:
            mine, path = self.phone("203.0.113.7"), f"/ballot/{token}"
            status, text = node.ask(path, headers=mine)
            self.assertEqual(status, 200)
            nonce = re.search(r'name=nonce value="([^"]+)"', text)[1]
            form = {"nonce": nonce, "confirmed": "1", "m0": 0, "m1": 1, "m2": 1}
            self.assertRegex(node.ask(path, form, mine)[1], r"<b>[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}</b>")
            began = int(time.time()) // 60
            tries = [node.ask(f"/ballot/wrong{n}", headers=self.phone("203.0.113.8"))[0] for n in range(2 * LIMIT)]
            claimed = [
                node.ask(f"/ballot/wrong{n}", headers=self.phone(f"198.51.100.{n}, 203.0.113.8"))[0] for n in range(5)
            ]
            other = node.ask("/ballot/wrong", headers=self.phone("203.0.113.9"))[0]
            minutes = int(time.time()) // 60 - began + 1
        self.assertLessEqual((tries + claimed).count(404), LIMIT * minutes)
        self.assertIn(429, tries)
        self.assertEqual(other, 404)

    def forget(self):
        with self.real() as env:
            env.cr.execute("DELETE FROM cadre_ballot_guess")
