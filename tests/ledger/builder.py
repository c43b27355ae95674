"""A tariff and a cycle for the tests of the ledger."""

from datetime import date

from ..common import SCHEME, YEAR, CadreBuilder


class LedgerBuilder(CadreBuilder):
    """A scheme of persons with the tariff of S1 in short, and its cycle of 2025, under way."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.make_tariff()
        cls.cycle = cls.open_cycle()
        cls.person.create_version({"date_version": date(YEAR, 1, 1), "leader_in_charge_id": cls.leader.id})

    @classmethod
    def make_tariff(cls, **values):
        scheme = cls.env.ref(SCHEME).copy()
        scheme.write({"name": "量化考核", "code": "T-LEDGER", "state": "active", **values})
        scheme.flush_recordset()  # its code is free for the next copy
        cap = cls.env["cadre.scheme.cap"].create({"scheme_id": scheme.id, "code": "bonus", "name": "加分", "limit": 30})
        lines = [
            {"code": "praise5", "name": "州级部门通报表扬", "points": 5, "cap_id": cap.id,
             "recipients_individual": "self", "recipients_collective": "section_leader"},
            {"code": "praise12", "name": "省委省政府通报表扬", "points": 12, "cap_id": cap.id,
             "recipients_individual": "self", "recipients_collective": "section_leader"},
            {"code": "activity", "name": "文体活动", "points": 1, "cap_id": cap.id, "needs_document": False,
             "recipients_individual": "self"},
            {"code": "blame5", "name": "县委县政府通报批评", "sign": "deduction", "points": 5, "needs_fault": True,
             "recipients_individual": "self_leader", "recipients_collective": "section_leader"},
            {"code": "blame3", "name": "县级部门通报批评", "sign": "deduction", "points": 3, "needs_fault": True,
             "recipients_individual": "self_leader", "recipients_collective": "section_leader"},
            {"code": "range", "name": "酌情", "sign": "deduction", "has_range": True, "low": 2, "high": 3,
             "needs_document": False, "recipients_individual": "self"},
            {"code": "project", "name": "典型经验", "points": 4, "dedupe": True, "recipients_individual": "self"},
            {"code": "unused", "name": "未休年休假", "points": 1, "cap_id": cap.id, "needs_document": False,
             "computed": "unused_leave", "recipients_individual": "self"},
            {"code": "excess", "name": "超出年休假的事假", "sign": "deduction", "points": 1, "needs_document": False,
             "computed": "excess_leave", "recipients_individual": "self"},
        ]  # fmt: skip
        cls.env["cadre.scheme.adjustment"].create([{"scheme_id": scheme.id, **line} for line in lines])
        return scheme

    @classmethod
    def line(cls, code):
        return cls.scheme.adjustment_ids.filtered(lambda line: line.code == code)

    @classmethod
    def event_values(cls, code, *people, sections=(), **values):
        return {
            "cycle_id": cls.cycle.id,
            "adjustment_id": cls.line(code).id,
            "title": f"事项 {code}",
            "date": date(YEAR, 6, 10),
            "document_number": "云办〔2025〕7号",
            "document_date": date(YEAR, 6, 10),
            "issuer": "云岭县人民政府办公室",
            "subjective": True,
            "target": "collective" if sections else "individual",
            "employee_ids": [person.id for person in people],
            "department_ids": [section.id for section in sections],
            **values,
        }

    @classmethod
    def make_event(cls, code, *people, user=None, **values):
        Event = cls.env["cadre.ledger.event"].with_user(user or cls.officer_user)
        return Event.create(cls.event_values(code, *people, **values))

    def points(self, employee):
        """Sum of what the confirmed events give to ``employee``."""
        postings = self.env["cadre.ledger.posting"].search(
            [("cycle_id", "=", self.cycle.id), ("employee_id", "=", employee.id), ("state", "=", "confirmed")]
        )
        return sum(postings.mapped("points"))
