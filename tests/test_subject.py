"""A record about a person or a unit is told about in one place, ``cadre.subject.mixin``."""

from .common import CadreCase

OTHERS = {
    "cadre.ballot.subject": "a line of a ballot may be of neither",
    "cadre.notice.line": "as it was shown, written once; nobody acts for it",
    "cadre.ledger.balance": "a view over postings",
    "cadre.roster.line": "what the roster says, kept for a screen",
    "cadre.work.item": "that of its list, which is about somebody",
    "cadre.simulation.line": "that of its assessment",
    "cadre.objection": "that of the line of its notice; nobody acts for whom it is about",
}
"""What has both fields all the same, and why."""


class TestSubject(CadreCase):
    def test_told_once(self):
        found = {
            name
            for name, model in self.env.registry.items()
            if name.startswith("cadre.")
            and not model._abstract
            and {"employee_id", "subject_unit_id"} <= model._fields.keys()
        }
        mixin = self.env.registry["cadre.subject.mixin"]
        about = {name for name in found if issubclass(self.env.registry[name], mixin)}
        self.assertLessEqual({"cadre.assessment", "cadre.score", "cadre.ledger.posting", "cadre.work.plan"}, about)
        self.assertEqual({name for name in found - about if name not in OTHERS}, set())
        for name in about:
            with self.subTest(name):
                fields = self.env[name]._fields
                self.assertEqual({fields[one].ondelete for one in ("employee_id", "subject_unit_id")}, {"restrict"})
                self.assertTrue(fields["user_id"].store, "access rules ask it")
