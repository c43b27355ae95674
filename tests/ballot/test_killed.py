"""A vote with a receipt is counted, and once, when one of two servers is killed in the middle of the rush."""

import http.client
import re
import threading
import time

from odoo.addons.cadre_assessment.models.ballot import proof

from tests.nodes import Node

from .builder import issue
from .real import RealCase

VOTERS = 80


class TestKilled(RealCase):
    def test_one_of_two_servers(self):
        """Voters send their papers to two servers; one is killed. Who got no answer sends his form to the other."""
        ballot_id = self.make(groups=(("全体人员", VOTERS),))
        with self.real() as env:
            tokens = issue(env["cadre.ballot"].browse(ballot_id).group_ids, VOTERS)
        with Node(self.dbname) as first, Node(self.dbname) as second:
            forms = {token: self.form(first, token) for token in tokens}
            killed, lost = threading.Event(), []

            def some(part):
                found = []
                for number, token in enumerate(part):
                    path = f"/ballot/{token}"
                    try:
                        answer = (first, second)[number % 2].ask(path, forms[token])
                    except (OSError, http.client.HTTPException):
                        lost.append(token)
                        answer = second.ask(path, forms[token])
                    found.append((token, *answer))
                return found

            def kill():
                with self.real() as env:
                    while self.papers(env, ballot_id) < VOTERS // 5:
                        env.cr.commit()
                        time.sleep(0.01)
                first.kill()
                killed.set()

            parts = self.together(kill, *[lambda part=tokens[n::8]: some(part) for n in range(8)])[1:]
        votes = [vote for part in parts for vote in part]
        self.assertTrue(killed.is_set())
        self.assertTrue(lost, "nobody met the server that was killed")
        self.assertEqual((len(votes), {status for _token, status, _text in votes}), (VOTERS, {200}))
        receipts = [self.receipt(text) for _token, _status, text in votes]
        self.assertTrue(all(receipts))
        with self.real() as env:
            ballot = env["cadre.ballot"].browse(ballot_id)
            ballot.action_close()
            ballot.action_seal()
            self.assertEqual(proof.receipts_of(ballot), sorted(receipts))
            self.assertEqual((ballot.receipt_count, ballot.paper_count), (VOTERS, VOTERS))

    def form(self, node, token):
        text = node.ask(f"/ballot/{token}")[1]
        return {"nonce": re.search(r'name=nonce value="([^"]+)"', text)[1], "confirmed": "1", "m0": 0, "m1": 1, "m2": 1}

    @staticmethod
    def receipt(text):
        found = re.search(r"<b>([A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4})</b>", text)
        return found and found[1]

    @staticmethod
    def papers(env, ballot_id):
        env.cr.execute("SELECT count(*) FROM cadre_ballot_receipt WHERE ballot_id = %s", (ballot_id,))
        return env.cr.fetchone()[0]
