"""Everything follows that the shipped regulations say, for whom, by which rule, from which results.

A year of each regulation with at least one case of each of its rules: whoever is listed is hit by the rules listed with
him, each with the years of the results behind it, and by no other. A rule that nobody here is hit by fails the test.
"""

from odoo.addons.cadre_assessment.models.guard import guarded

from tests.consequence.test_consequences_s2a import FollowCase

NOW = 2025
LADDER = (
    (
        {"grade": "four", "before": {2024: "four"}},
        {
            "评为三等、四等→admonition": [2025],
            "连续两年评为三等、四等→training": [2024, 2025],
            "连续两年评为四等→dismissal": [2024, 2025],
            "评为三等、四等→money": [2025],
        },
    ),
    (
        {"grade": "three", "before": {2023: "three", 2024: "three"}},
        {
            "评为三等、四等→admonition": [2025],
            "连续两年评为三等、四等→training": [2024, 2025],
            "连续三年评为三等、四等→post_adjustment": [2023, 2024, 2025],
            "评为三等、四等→money": [2025],
        },
    ),
    ({"grade": "one"}, {"评为一等→money": [2025]}),
    ({"grade": "two"}, {"评为二等→money": [2025]}),
    # a year between them that was better: nothing but this year's own
    (
        {"grade": "three", "before": {2023: "three", 2024: "two"}},
        {"评为三等、四等→admonition": [2025], "评为三等、四等→money": [2025]},
    ),
)
"""S4-P8-13 … S4-P8-16, of heads."""
REMOVED = {"连续两年落后→pool_removal": [2024, 2025]}
PREFERRED = (
    {"grade": "one", "before": {2023: "two", 2024: "one"}},
    {"评为一等→money": [2025], "连续三年评为一等、二等→pool_priority": [2023, 2024, 2025]},
)
OFFICIALS = (
    (
        {"grade": "excellent", "awards": ["commended"]},
        {"拟表彰人员→award": [2025], "年度考核优秀等次→pool_entry": [2025]},
    ),
    ({"grade": "competent", "event": "serious"}, {"情节严重→standby": [2025]}),
    (
        {"grade": "incompetent", "before": {2024: "incompetent"}},
        {"连续2年确定为不称职→dismissal": [2024, 2025]},
    ),
    ({"grade": "competent", "before": {2024: "incompetent"}}, {}),
)
ADVANCED = {"被评为先进集体→money": [2025], "被评为先进集体→award": [2025]}
YEARS = {
    "S0": (
        (
            {"grade": "excellent"},
            {
                "→convert": [2025],
                "履职尽责考核结果为优秀等次→pool_entry": [2025],
                "履职尽责考核结果为优秀等次→nomination": [2025],
            },
        ),
        ({"grade": "competent"}, {"→convert": [2025]}),
        (
            {"grade": "basic", "unfit": True},
            {"→convert": [2025], "列入不适宜担任现职干部名单→post_adjustment": [2025]},
        ),
        (
            {"grade": "incompetent", "extremely_poor": True},
            {"→convert": [2025], "委领导班子认定履职尽责情况极差→accountability": [2025]},
        ),
    ),
    "S1": (
        ({"grade": "excellent", "total": 96}, {"量化考核结果为优秀等次→pool_entry": [2025], "→money": [2025]}),
        ({"grade": "competent", "total": 80}, {"→money": [2025]}),
    ),
    "S2A-UNIT": (
        ({"total": 95, "awards": ["advanced_collective"]}, ADVANCED),
        ({"total": 58, "before": {2024: 59.99}}, {"连续2年考核得分低于60分→admonition": [2024, 2025]}),
        ({"total": 60, "before": {2024: 59.99}}, {}),
    ),
    "S2A-DISTRICT": (({"total": 95, "awards": ["advanced_collective"]}, ADVANCED), ({"total": 80}, {})),
    "S2A-COUNTY": OFFICIALS,
    "S2A-STAFF": OFFICIALS,
    "S2B": (
        ({"total": 190, "event": "slush_fund"}, {"发现“小金库”、移送重大问题或案件线索并有处理结果→money": [2025]}),
        ({"total": 180, "event": "expert"}, {"提交AO专家经验→money": [2025]}),
        ({"total": 200, "awards": ["advanced_collective"]}, {"被评为先进集体→award": [2025]}),
        ({"total": 150}, {}),
    ),
    "S4P8-TEAM": (
        ({"grade": "three"}, {"评为三等、四等→rectification": [2025]}),
        ({"grade": "one"}, {}),
    ),
    "S4P8-HEAD": LADDER,
    "S4P8-DEPUTY": (
        *((said, {**hit, **REMOVED}) for said, hit in LADDER[:2]),
        *LADDER[2:],
        PREFERRED,
    ),
    "S4P8-STAFF": (
        (
            {"grade": "three", "before": {2024: "three"}},
            {"评为三等→admonition": [2025], "评为三等→money": [2025], **REMOVED},
        ),
        ({"grade": "two"}, {"评为二等→money": [2025]}),
        PREFERRED,
    ),
}


class TestEveryRule(FollowCase):
    """By scheme; the names of the rules are those of their conditions, with the kind of what follows."""

    def test_a_year_of_every_regulation(self):
        seen = set()
        for code, subjects in YEARS.items():
            scheme = self.env["cadre.scheme"].search([("code", "=", code)], limit=1)
            cycle = self.year_of_scheme(scheme)
            expected = {}
            for number, (said, hit) in enumerate(subjects):
                subject = self.put(cycle, code + "甲乙丙丁戊己"[number], **said)
                for rule, years in hit.items():
                    expected[subject, rule] = years
            self.in_reserve(cycle, *(name for name, _rule in expected))
            cycle.with_user(self.officer_user).action_archive_results()
            self.env.invalidate_all()
            found = {
                (one.result_id.name, f"{one.rule_id.criterion_id.name or ''}→{one.action}"): sorted(
                    one.result_ids.mapped("year")
                )
                for one in cycle.consequence_ids
            }
            with self.subTest(code):
                self.assertEqual(found, expected)
                self.assertEqual(len(cycle.consequence_ids), len(found), "each once")
                rules = scheme.consequence_ids.filtered(lambda one: not one.off)
                self.assertEqual(rules - cycle.consequence_ids.rule_id, rules.browse(), "a rule without a case")
                for one in cycle.consequence_ids:
                    self.assertEqual(len({result._subject() for result in one.result_ids}), 1, "his own years alone")
            seen |= set(cycle.consequence_ids.mapped("action"))
        self.assertEqual(
            {action for action, _label in self.env["cadre.consequence"]._fields["action"].selection} - seen,
            {"talk"},  # of months: tests/consequence and the records of S1 have their own
        )

    def test_in_no_reserve(self):
        """S4-P8-20: who stands in none is neither preferred in one nor removed from it; the rest follows as ever."""
        cycle = self.year_of_scheme(self.env["cadre.scheme"].search([("code", "=", "S4P8-STAFF")], limit=1))
        behind = {"grade": "three", "before": {2024: "three"}}
        for name in ("不在后备", "后备"):
            self.put(cycle, name, **behind)
        self.in_reserve(cycle, "后备")
        cycle.with_user(self.officer_user).action_archive_results()
        found = [(one.person_name, one.action) for one in cycle.consequence_ids if one.action.startswith("pool")]
        self.assertEqual(found, [("后备", "pool_removal")])
        self.assertEqual({"admonition", "money"}, {
            one.action for one in cycle.consequence_ids if one.person_name == "不在后备"
        })  # fmt: skip

    def in_reserve(self, cycle, *names):
        """These subjects of ``cycle`` stand in the reserve."""
        office = self.env["cadre.body"].search([("name", "=", "干部股")]) or self.env["cadre.body"].create(
            {"name": "干部股", "kind": "selection", "unit_id": self.unit.id}
        )
        people = cycle.assessment_ids.filtered(lambda one: one.name in names).employee_id
        self.env["cadre.reserve"].create(
            [
                {
                    "employee_id": man.id, "category_id": self.category("reserve", "township_deputy").id, "state": "in",
                    "office_body_id": office.id, "body_id": cycle.leading_body_id.id, "date_from": "2020-01-01",
                }
                for man in people
            ]
        )  # fmt: skip

    def year_of_scheme(self, scheme):
        for cycle in (self.units, self.staff):
            if cycle.scheme_id == scheme:
                return cycle
        cycle = self.make_cycle(name=f"{scheme.name} 全部规则", scheme_id=scheme.id)
        cycle.write({"state": "published"})
        return cycle

    def put(self, cycle, name, grade=None, total=80, before=(), awards=(), event=None, **values):
        """One subject of the year with what his earlier years say; his name."""
        who, head = self.whom(cycle, name)
        subject = {"employee_id" if cycle.scheme_id.subject_kind == "person" else "subject_unit_id": who.id}
        if head:
            values["head_id"] = head.id
        self.say_years(cycle, subject, dict(before))
        name = who.name
        assessment = self.subject(cycle, total, grade, awards, name=name, **subject, **values)
        if event:
            self.book(cycle, event, assessment)
        return name

    def whom(self, cycle, name):
        """A new subject of that name, and the head who answers for a unit."""
        if cycle.scheme_id.subject_kind == "person":
            return self.make_employee(name, f"ER{name}"), None
        below = {"is_unit": True, "parent_id": self.unit.id}
        return self.env["hr.department"].create({"name": name, "cadre_code": f"ER{name}", **below}), self.decider

    def say_years(self, cycle, subject, before):
        """The results of earlier years, ``{year: grade's code or total}``, are brought in by the office."""
        for year, said in before.items():
            known = {"total": said} if isinstance(said, float) else {"code": said}
            self.history(cycle, year, **known, **subject)

    def book(self, cycle, code, assessment):
        """A confirmed event of the year, as the ledger keeps it."""
        line = cycle.scheme_id.adjustment_ids.filtered(lambda one: one.code == code)
        self.assertEqual(len(line), 1, code)
        common = {"cycle_id": cycle.id, "adjustment_id": line.id, "date": "2025-05-01", "sign": line.sign}
        event = guarded(self.env["cadre.ledger.event"].sudo()).create(
            {
                **common,
                "title": line.name,
                "document_number": "〔2025〕1号",
                "document_date": "2025-05-01",
                "issuer": "某局",
                "target": "individual",
            }
        )
        guarded(self.env["cadre.ledger.posting"].sudo()).create(
            {
                **common,
                "event_id": event.id,
                "employee_id": assessment.employee_id.id,
                "subject_unit_id": assessment.subject_unit_id.id,
                "name": assessment.name,
                "why": "self",
                "state": "confirmed",
                "counted": True,
                "points": 1,
            }
        )
        guarded(event).write({"state": "confirmed"})
        self.env.flush_all()
