"""Who reads and writes which list, record and mark. docs/access.md, record by record."""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError
from odoo.tests import Form

from tests.work.test_report import ReportCase

R, RW, NONE = {"read"}, {"read", "write"}, set()
RWD = {"read", "write", "unlink"}
OPERATIONS = ("read", "write", "unlink")


class TestWorkAccess(ReportCase):
    """``self.plan`` is approved; the list and the records of the other person are drafts."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.draft_plan = cls.fill(cls.plan_of(cls.other))
        cls.report = cls.submit("month", 4)
        cls.draft = cls.write_report("month", 5)
        cls.env.flush_all()

    def _rights(self, user, record):
        mine = record.with_user(user)
        return {operation for operation in OPERATIONS if mine.has_access(operation)}

    def _check(self, record, rights):
        for role, expected in rights.items():
            with self.subTest(record=str(record), role=role):
                self.assertEqual(self._rights(getattr(self, f"{role}_user"), record), expected)

    def test_handed_in(self):
        """The person, his leader and the office; the deciding body reads; nobody else even knows it is there."""
        for record in (self.plan, self.report):
            self._check(
                record,
                {
                    "person": RWD,
                    "leader": RW,
                    "officer": RWD,
                    "decider": R,
                    "other": NONE,
                    "other_leader": NONE,
                    "discipline": NONE,
                    "auditor": NONE,
                    "plain": NONE,
                },
            )
        self._check(self.report, {"section_head": RW})
        self._check(self.plan, {"section_head": NONE})

    def test_draft(self):
        """A draft is its author's and the office's; the leader waits until it is handed in."""
        self._check(self.draft_plan, {"other": RWD, "leader": NONE, "person": NONE, "officer": RWD, "decider": R})
        self._check(self.draft, {"person": RWD, "leader": NONE, "section_head": NONE, "other": NONE})
        self._check(self.draft.line_ids, {"person": RWD, "leader": NONE, "section_head": NONE, "other": NONE})

    def test_parts_follow_their_whole(self):
        """Items and lines are read with their list and record; only their author writes them."""
        self._check(self.plan.item_ids, {"person": RWD, "leader": R, "decider": R, "other": NONE, "auditor": NONE})
        self._check(self.report.line_ids, {"person": RWD, "leader": R, "section_head": R, "other_leader": NONE})

    def test_auditor_reads_what_is_filed(self):
        """The auditor reads everything decided, and changes nothing."""
        guarded(self.plan.sudo()).write({"state": "filed"})
        guarded(self.report.sudo()).write({"state": "filed"})
        for record in (self.plan, self.plan.item_ids, self.report, self.report.line_ids):
            self._check(record, {"auditor": R})

    def test_decider_changes_nothing(self):
        """The right to write one's own list is no right to write everybody's."""
        with self.assertRaises(AccessError):
            self.draft_plan.with_user(self.decider_user).write({"duties": "改"})
        with self.assertRaises(AccessError):
            self.draft_plan.item_ids.with_user(self.decider_user).write({"target": "改"})

    def test_counting(self):
        """Whoever may not read a record does not find it by counting either."""
        for model in ("cadre.work.plan", "cadre.work.item", "cadre.progress.report", "cadre.progress.line"):
            with self.subTest(model=model):
                names = self.env[model].with_user(self.section_head_user).search_count([])
                own = self.plan_of(self.section_head)
                self.assertEqual(
                    names,
                    {"cadre.work.plan": len(own), "cadre.progress.report": 1, "cadre.progress.line": 2}.get(model, 0),
                )

    def test_other_company(self):
        """Two counties in one database do not see each other's lists."""
        county = self.env["res.company"].create({"name": "另一县"})
        officer = self.officer_user.copy(
            {"login": "officer_elsewhere", "company_id": county.id, "company_ids": [(6, 0, county.ids)]}
        )
        for model in ("cadre.work.plan", "cadre.work.item", "cadre.progress.report", "cadre.progress.line"):
            with self.subTest(model=model):
                self.assertFalse(self.env[model].with_user(officer).with_company(county).search_count([]))

    def test_screens_open_for_their_readers(self):
        """Every reader opens the form with all it shows, also where it names records he may not read."""
        guarded(self.plan.sudo()).write({"state": "filed"})
        for role in ("person", "leader", "officer", "decider", "auditor"):
            with self.subTest(role=role):
                Form(self.plan.with_user(getattr(self, f"{role}_user")))
        for role in ("person", "leader", "section_head", "officer", "decider"):
            with self.subTest(role=role, record="report"):
                Form(self.report.with_user(getattr(self, f"{role}_user")))
