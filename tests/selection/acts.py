"""A short procedure with conditions, headcount, decision and document, and the posts it fills."""

from .common import SelectionBuilder


class ActsBuilder(SelectionBuilder):
    """``self.procedure``: headcount, check, decision, document; the conditions of S4-P2. ``self.job``: a post free."""

    FIRST = "2012-12-09"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ranks = {rank.code: rank for rank in cls.env["cadre.rank"].search([])}
        cls.job, cls.other_job = cls.env["hr.job"].create(
            [
                {"name": name, "department_id": cls.org_section.id, "cadre_rank_id": cls.ranks["chief_1"].id}
                for name in ("局机关主任科员", "司法所主任科员")
            ]
        )
        cls.number = cls.env["cadre.headcount"].create(
            {
                "department_id": cls.unit.id,
                "layer_id": cls.job.layer_id.id,
                "ladder": "grade",
                "approved": 1,
                "document": "编办〔2012〕1号",
                "date_from": "2010-01-01",
            }
        )
        cls.conditions = cls._make_conditions()
        cls.procedure = cls.env["cadre.procedure"].create(
            {
                "name": "主任科员选拔",
                "code": "T-ACTS",
                "regulation_id": cls.env["cadre.regulation"].create({"name": "选拔", "code": "T-ACTS"}).id,
                "company_id": cls.company.id,
                "criterion_id": cls.conditions.id,
                "probation_months": 12,
                "term_months": 36,
                "handover_days": 2,
                "step_ids": [
                    (0, 0, {"code": code, "name": code, "kind": code, "sequence": 10 * n, **values})
                    for n, (code, values) in enumerate(
                        {
                            "headcount": {},
                            "check": {},
                            "decision": {"actor": "body", "stage": "decide"},
                            "document": {"stage": "appoint"},
                        }.items()
                    )
                ],
            }
        )
        before = cls.procedure.step_ids.browse()
        for step in cls.procedure.step_ids:
            step.after_ids = before
            before = step
        cls.procedure.action_activate()

    @classmethod
    def _make_conditions(cls):
        def leaf(fact, value, operator="=", **values):
            return (0, 0, {"fact": fact, "value": value, "operator": operator, **values})

        grades = {"fact": "annual_grades", "operator": ">=", "has_window": True}
        return cls.env["cadre.criterion"].create(
            {
                "kind": "all",
                "name": "任职资格",
                "company_id": cls.company.id,
                "child_ids": [
                    leaf("staffing", "administrative"),
                    leaf("education", "college", ">="),
                    leaf("rank_months", "36", ">=", argument="section_deputy", may_except=True),
                    (0, 0, {
                        "kind": "any",
                        "child_ids": [
                            (0, 0, {**grades, "value": "outstanding", "window": 2}),
                            (0, 0, {**grades, "value": "able", "window": 3}),
                        ],
                    }),
                    leaf("trained", "yes", argument="appointment", defer_months=12),
                    leaf("by_hand", "yes", name="身体健康"),
                ],
            }
        )  # fmt: skip

    def official(self, number, since="2008-01-05", grades=("able",) * 3, trained=True, staffing="administrative"):
        """Somebody of S4-E1: 副科 since a day, annual grades of 2009 to 2011."""
        man = self.make_employee(
            f"科员{number}", f"S{number}", self.org_section, "副科长", since="2012-01-01", post_since=since,
            cadre_rank_id=self.ranks["section_deputy"].id, rank_since=since,
            staffing_id=self.category("staffing", staffing).id,
        )  # fmt: skip
        self.env["cadre.education"].create({"employee_id": man.id, "level": "大学本科", "date_to": "2000-07-01"})
        if trained:
            course = {"name": "任职培训班", "kind": "appointment", "date_from": "2010-03-01", "date_to": "2010-03-20"}
            self.env["cadre.training"].create({"employee_id": man.id, **course})
        names = {"outstanding": "优秀", "able": "称职", "basic": "基本称职", "undetermined": "不定等次"}
        for year, grade in zip(range(2012 - len(grades), 2012), grades, strict=True):
            self.env["cadre.result"].create(
                {
                    "employee_id": man.id, "name": man.name, "year": year, "regulation": "公务员年度考核",
                    "grade_code": grade, "grade_name": names[grade], "origin_note": "档案",
                }
            )  # fmt: skip
        return man

    def begun(self, *people, **values):
        """A selection of ``self.procedure`` on its first day, with these candidates for the first post."""
        self.on(self.FIRST)
        posts = values.pop("jobs", self.job)
        values = {
            "procedure_id": self.procedure.id,
            "post_ids": [(0, 0, {"job_id": job.id}) for job in posts],
            **values,
        }
        selection = self.make_selection("T-ACTS", self.FIRST, **values)
        selection.action_begin()
        for man in people:
            self.candidate(selection, man)
        return selection

    def check(self, candidate):
        candidate.with_user(self.office_user).action_check_conditions()
        return candidate.check_ids

    def row(self, candidate, fact):
        return candidate.check_ids.filtered(lambda one: one.criterion_id.fact == fact).with_user(self.office_user)

    def healthy(self, candidate):
        """What no file says is signed."""
        check = self.row(candidate, "by_hand")
        check.write({"said": "yes", "evidence": "体检表"})
        check.action_sign()

    def decided(self, *people, **values):
        """As far as the document, which is next."""
        selection = self.begun(*people, **values)
        self.do(selection, "headcount")
        self.on("2012-12-13")
        for candidate in selection.candidate_ids:
            self.check(candidate)
            self.healthy(candidate)
        self.do(selection, "check")
        self.on("2012-12-24")
        self.decide(selection, "decision")
        return selection

    def appointed(self, *people, day="2012-12-31", **values):
        selection = self.decided(*people, **values)
        self.on(day)
        self.do(selection, "document", document="任〔2012〕9号")
        return selection
