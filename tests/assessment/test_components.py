"""Every component of every shipped scheme rests on its records: change one, and exactly that line moves."""

from odoo.addons.cadre_assessment.models.guard import guarded

from tests.assessment.county import LAYER, UNIT_KIND, CountyBuilder

VOTES = (10, 8, 2, 0)
OTHER_VOTES = (4, 8, 2, 6)
LOWER = {"mean_of_projects": (100, 90), "raw_100": (90, 80), "mean_of_judges": (90, 80)}
"""Marks before and after, of methods whose marks are near their maximum."""
TEAM = ("S3-HEAD", "S3-PERSON", "S4P8-HEAD", "S4P8-DEPUTY")
"""Schemes of people who belong to a team."""
OF_UNIT = ("S3-HEAD", "S4P8-HEAD", "S4P8-DEPUTY")
"""Schemes that take over what the unit of a person came to: each person has a unit of his own."""


class TestEveryComponent(CountyBuilder):
    """One subject for each component: its own input of that component is changed, everything else stays."""

    def test_every_component_of_every_scheme(self):
        yearly = [("state", "=", "active"), ("subject_kind", "!=", "candidate")]  # those: tests/selection/test_score.py
        codes = self.env["cadre.scheme"].search(yearly, order="id").mapped("code")
        self.assertEqual(len(set(codes)), len(codes))
        for code in codes:
            with self.subTest(scheme=code):
                self._moves(self.scheme_of(code))

    def _moves(self, scheme):
        copies = scheme.component_ids.filtered(lambda one: one._read_as() != one)  # S3-57: no records of their own
        leaves = scheme.component_ids.filtered(lambda one: not one.child_ids) - copies
        subjects = self._subjects(scheme, leaves)
        before_ids = self._decided_before(scheme)
        cycle = self.open_year(scheme, self.place, prerequisite_ids=[(6, 0, before_ids)])
        records = self._inputs(cycle, leaves, subjects)
        self.compute(cycle)
        before = {subject: self._lines(cycle, subject) for subject in subjects}
        totals = {subject: self.subject(cycle, subject).total for subject in subjects}
        for leaf, subject in zip(leaves, subjects, strict=False):
            self._change(leaf, records[leaf, subject])
        self.compute(cycle)
        for leaf, subject in zip(leaves, subjects, strict=False):
            with self.subTest(component=leaf.code):
                after = self._lines(cycle, subject)
                moved = {code for code in after if after[code] != before[subject][code]}
                followers = copies.filtered(lambda one, leaf=leaf: one._read_as() == leaf)
                self.assertEqual(moved, {leaf.code, *followers.mapped("code")})
                self.assertNotEqual(self.subject(cycle, subject).total, totals[subject])
                self.assertIn(self._source(leaf, records[leaf, subject]), after[leaf.code][2].split())
        self.assertEqual(self._lines(cycle, subjects[-1]), before[subjects[-1]])
        self.assertEqual(self.subject(cycle, subjects[-1]).total, totals[subjects[-1]])

    # -- subjects --------------------------------------------------------------------------------------------------
    def _subjects(self, scheme, leaves):
        """One for each leaf, of a kind that is assessed by it, and one whose inputs stay as they are."""
        count = len(leaves) + 1
        self.place = self.county.create({"name": scheme.name, "cadre_code": f"P-{scheme.code}", "is_unit": True})
        if scheme.subject_kind != "person":
            self.place.is_unit = False
            units = self._units(scheme, count)
            for unit, leaf in zip(units, leaves, strict=False):
                unit.unit_category_id = leaf.unit_category_ids[:1] or unit.unit_category_id
            return units
        if "S3" in scheme.code:
            self.place.write({"has_team": True, "unit_category_id": self.category("unit", "township").id})
        if "S4P8" in scheme.code:
            self.place.write({"has_team": True, "comparison_group_id": self._group(scheme).id})
        rank = self.env["cadre.rank"].search([("layer_id.code", "=", LAYER.get(scheme.code, "section_head"))], limit=1)
        own = scheme.code in OF_UNIT
        places = self.place
        if own:
            places = self._units(scheme.prerequisite_scheme_ids, count, prefix=scheme.code)
        return self.env["hr.employee"].create(
            [
                self.employee_values(
                    f"人员{n}",
                    f"{scheme.code}{n}",
                    places[n] if own else self.place,
                    cadre_rank_id=rank.id,
                    identity_id=self.category("identity", "civil_servant").id,
                    is_team_member=scheme.code in TEAM,
                    is_unit_head=scheme.code.endswith("HEAD"),
                )
                for n in range(count)
            ]
        )

    def _group(self, scheme):
        """The group in which the units of ``scheme`` are compared: of a district, one that its scope names."""
        return self.category("group", "district_economy") if "S4P8" in scheme.code else self.group

    def _units(self, scheme, count, prefix=None):
        kind, group = UNIT_KIND[scheme.code], self._group(scheme)
        return self.make_units(count, kind, prefix or scheme.code, group, parent_id=self.place.id)

    def _decided_before(self, scheme):
        """The cycles whose results are taken over, decided; of teams with their ballots."""
        ids = []
        for other in scheme.prerequisite_scheme_ids:
            self._units(other, 1, prefix=f"{scheme.code}{other.code}")
            cycle = self.open_year(other, self.place)
            units = cycle.assessment_ids.filtered("assessed").subject_unit_id
            if units and other.code in ("S3-TEAM", "S4P8-TEAM"):
                for leaf in other.component_ids.filtered(lambda one: one.method == "ballot"):
                    self.ballot(cycle, leaf, dict.fromkeys(units, VOTES))
                self.compute(cycle)
            self.decide_at_once(cycle)
            ids.append(cycle.id)
        return ids

    # -- inputs ----------------------------------------------------------------------------------------------------
    def _inputs(self, cycle, leaves, subjects):
        records = {}
        for leaf in leaves:
            if leaf.method == "ballot":
                ballot = self.ballot(cycle, leaf, dict.fromkeys(subjects, VOTES))
                for subject, row in zip(subjects, ballot.subject_ids, strict=True):
                    records[leaf, subject] = row
                continue
            for subject in subjects:
                kinds = leaf.unit_category_ids
                if kinds and subject._name == "hr.department" and subject.unit_category_id not in kinds:
                    continue
                records[leaf, subject] = self._input(cycle, leaf, subject)
        return records

    def _input(self, cycle, leaf, subject):
        if leaf.method == "coef_of_grade":
            grade = leaf.scale_id.grade_ids.sorted("sequence")[0]
            return self.report(cycle, subject, leaf.period_level, grade_id=grade.id)
        if leaf.method == "mean_of_periods":
            self.report(cycle, subject, leaf.period_level, 2, mark=90)
            return self.report(cycle, subject, leaf.period_level, 1, mark=95)
        if leaf.method == "derived":
            unit = subject.department_id
            return cycle.prerequisite_ids.assessment_ids.filtered(lambda one: one.subject_unit_id == unit)
        if leaf.method == "proportional":
            self.score(cycle, subject, leaf, 8, count="required")
            other = leaf.count_ids.filtered(lambda one: one.code != "required")
            return self.score(cycle, subject, leaf, 1, count=other.code)
        counts = leaf.count_ids.filtered(lambda one: leaf.method != "per_unit" or (one.points and not one.void))
        value = counts[:1].low if counts[:1].has_range else LOWER.get(leaf.method, (1,))[0]
        return self.score(cycle, subject, leaf, value, count=counts[:1].code)

    def _change(self, leaf, record):
        if leaf.method == "ballot":
            for tally, count in zip(record.ballot_id.tally_ids.filtered(lambda one: one.subject_id == record).sorted(
                lambda one: one.grade_id.sequence
            ), OTHER_VOTES, strict=True):  # fmt: skip
                guarded(tally.sudo()).write({"count": count})
        elif leaf.method == "coef_of_grade":
            guarded(record).write({"grade_id": leaf.scale_id.grade_ids.sorted("sequence")[-1].id})
        elif leaf.method == "mean_of_periods":
            guarded(record).write({"mark": 85})
        elif leaf.method == "derived":
            self.env.cr.execute("UPDATE cadre_assessment SET total = total - 5 WHERE id = %s", [record.id])
            self.env.invalidate_all()
        else:
            counted = record.count_id
            value = counted.high if counted.has_range else LOWER.get(leaf.method, (None, 2))[1]
            guarded(record).write({"value": value})

    def _source(self, leaf, record):
        return f"{record._name},{record.id}"

    def _lines(self, cycle, subject):
        lines = self.subject(cycle, subject).line_ids.filtered(lambda one: one.kind == "component")
        return {line.component_id.code: (line.raw, line.points, line.source) for line in lines}
