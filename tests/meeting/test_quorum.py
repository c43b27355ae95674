"""Property: a quorum is counted without who withdraws, whoever was there. (O-18)"""

import random
from fractions import Fraction

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.addons.cadre_assessment.models.meeting.vote import vote_problems

from tests.assessment.common import YearBuilder
from tests.common import CadreCase

NEEDED = {"half": Fraction(1, 2), "two_thirds": Fraction(2, 3)}


class TestQuorum(YearBuilder, CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.computed_year(cls.make_people(2, prefix="Q"))
        for number in range(5):
            person = cls.make_employee(f"委员{number}", f"TQ{number}", cls.other_unit)
            guarded(cls.env["cadre.body.member"]).create(
                {"body_id": cls.leading_body.id, "employee_id": person.id, "role": "member"}
            )
        cls.decision = cls.draft_decision()

    def test_any_attendance_and_withdrawals(self):
        chance = random.Random(20251231)
        voters = self.decision.attendance_ids.filtered("votes")
        seen = set()
        for _turn in range(40):
            absent = chance.sample(list(voters), chance.randint(0, len(voters)))
            aside = chance.sample(list(voters), chance.randint(0, 3))
            quorum = chance.choice(list(NEEDED))
            self.leading_body.sudo().quorum = quorum
            for row in voters:
                away = row in absent
                row.write({"presence": "absent" if away else "present", "reason": "病假" if away else False})
            self.decision.withdrawal_ids.unlink()
            self.decision.write(
                {"withdrawal_ids": [(0, 0, {"employee_id": row.employee_id.id, "reason": "亲属"}) for row in aside]}
            )
            expected = len(voters) - len(aside)
            present = len([row for row in voters if row not in absent and row not in aside])
            self.decision.votes_for = present
            self.assertEqual((self.decision.expected, self.decision.present), (expected, present))
            part = Fraction(present, expected) if expected else Fraction(0)
            enough = present and (part > NEEDED[quorum] if quorum == "half" else part >= NEEDED[quorum])
            few = [
                text for text in vote_problems(self.decision) if "must be there" in text or "Nobody is entered" in text
            ]
            self.assertEqual(bool(few), not enough, (quorum, present, expected))
            seen.add((quorum, bool(enough)))
        self.assertEqual(len(seen), 4, "each quorum was reached and missed")
