"""Which papers each cadre of the county owes, by where he is and who sent him. (S3-05, S3-16, S3-31, S3-E4)"""

from .townships import TownshipBuilder


class TestPapersS3(TownshipBuilder):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.by_province = cls.cadre("省派挂职", cls.bureau)
        cls.post(cls.by_province, cls.township, "province", "2019-12-20")
        cls.half = cls.cadre("县派六月", cls.bureau)
        cls.post(cls.half, cls.township, "county", "2019-07-01", "2019-12-31")
        cls.short = cls.cadre("县派五月", cls.bureau)
        cls.post(cls.short, cls.township, "county", "2019-07-02", "2019-12-31")
        cls.student = cls.cadre("培训干部", cls.bureau)
        cls.posting(cls.student, "training", "2019-09-01", place="市委党校")
        cls.teams = cls.county_cycle(cls.team_scheme)
        cls.cycle = cls.county_cycle()
        for cycle in (cls.teams, cls.cycle):
            cycle.with_user(cls.officer_user).action_open()

    def owing(self, code):
        return self.cycle.document_ids.filtered(lambda paper: paper.rule_id.code == code).employee_id

    def place(self, employee):
        return self.cycle.assessment_ids.filtered(lambda one: one.employee_id == employee).unit_id

    def test_form_6(self):
        """S3-05, S3-E4: whom the city or the province sent owes 附件6, however short his time; nobody of the county."""
        self.assertEqual(self.owing("form_6"), self.by_city | self.by_province)

    def test_form_1(self):
        """S3-31: whoever is assessed owes 附件1; heads do in their own cycle, who is in a village nowhere here."""
        taking_part = self.cycle.assessment_ids.filtered("assessed").employee_id
        self.assertEqual(self.owing("form_1"), taking_part)
        self.assertFalse(taking_part & (self.village | self.retired))
        self.assertLessEqual(self.by_province | self.half | self.short | self.student, taking_part)

    def test_training(self):
        """S3-16: who is on training at the end of the year is assessed by who sent him, with a report of the school."""
        self.assertEqual(self.owing("training_report"), self.student)
        self.assertEqual(self.place(self.student), self.bureau)

    def test_where(self):
        """S3-E4: exactly six months: the township; a day less: the bureau; from above: the township."""
        for employee, unit in (
            (self.half, self.township),
            (self.short, self.bureau),
            (self.by_province, self.township),
        ):
            self.assertEqual(self.place(employee), unit, employee.name)
        own = {one.employee_id: one for one in self.cycle.assessment_ids}
        self.assertEqual([own[one].uses_seat for one in (self.half, self.short, self.by_province)], [True, True, False])
