"""No notification says what its receiver may not read: by inbox and websocket, or by mail, named or following."""

import json
from unittest.mock import patch

from tests.common import CadreCase


class TestNotified(CadreCase):
    SECRET = "机密线索"

    def told(self, record, receiver, kind, **message):
        """What reaches ``receiver`` of a message on ``record``: texts of the bus, of letters, notifications."""
        receiver.notification_type = kind
        sent = []
        Bus = type(self.env["bus.bus"])
        take = patch.object(
            Bus,
            "_sendone",
            lambda _bus, target, _kind, said: sent.append(
                (str(target), json.dumps(said, default=str, ensure_ascii=False))
            ),
        )
        Mail = self.env["mail.mail"].sudo()
        before = Mail.search([])
        with take:
            posted = record.message_post(body=self.SECRET, subtype_xmlid="mail.mt_comment", **message)
            self.env.flush_all()
        notified = self.env["mail.notification"].sudo().search([("mail_message_id", "=", posted.id)])
        mine = notified.filtered(lambda one: one.res_partner_id == receiver.partner_id)
        letters = (Mail.search([]) - before).filtered(lambda mail: receiver.partner_id in mail.recipient_ids)
        heard = [one for one in sent if one[0] == str(receiver.partner_id) and self.SECRET in one[1]]
        return bool(mine or letters or heard)

    def test_secret_records(self):
        """A case: the follower who may not read it, and the one who is named, hear nothing; its readers do."""
        env = self.env(context={})
        case = env["cadre.case"].create({"employee_id": self.other.id, "opened_on": "2025-10-10"})
        for kind in ("inbox", "email"):
            for user, expected in (
                (self.person_user, False), (self.officer_user, False), (self.plain_user, False),
                (self.discipline_user, True),
            ):  # fmt: skip
                partner = user.partner_id.ids
                env["mail.followers"].sudo().search([("res_model", "=", "cadre.case")]).unlink()
                with self.subTest(kind, user=user.login, way="named"):
                    self.assertEqual(self.told(case, user, kind, partner_ids=partner), expected)
                with self.subTest(kind, user=user.login, way="following"):
                    env["mail.followers"].sudo()._insert_followers("cadre.case", case.ids, partner)
                    self.assertEqual(self.told(case, user, kind), expected)

    def test_readers_of_a_decision(self):
        """A decision in preparation is told to the office, and not to somebody whom it may be about."""
        values = {"name": "年度考核审定", "cycle_id": self.open_cycle().id, "body_id": self.leading_body.id}
        decision = self.env(context={})["cadre.decision"].create({**values, "date": "2025-12-31"})
        for user, expected in ((self.officer_user, True), (self.person_user, False), (self.plain_user, False)):
            with self.subTest(user=user.login):
                partner = user.partner_id.ids
                self.assertEqual(self.told(decision, user, "inbox", partner_ids=partner), expected)
