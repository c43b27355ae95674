"""市审计局 in 2025: every section and county office scores itself, then the leading group says what counts (S2B)."""

from .clock import on
from .troupe import YEAR, Play

NORMAL = {  # component, thing counted -> figure of most
    ("plan", "planned"): 12, ("plan", "done"): 12, ("ao_use", "required"): 8, ("ao_cases", "case"): 2,
    ("other_2", "approved"): 1, ("revenue", "above"): 2,
}  # fmt: skip
SPECIAL = {  # place of the unit -> what is different
    0: {("plan", "done"): 10, ("plan", "approved_change"): 1, ("plan", "missing"): 1, ("revenue", "above"): 8,
        ("handwritten", "written"): 5, ("archive", "diary"): 2, ("archive", "report"): 1, ("ao_use", "missing"): 1,
        ("ao_cases", "case"): 6, ("ao_expert", "expert"): 1, ("other_1", "praised_province"): 1,
        ("other_1", "praised_bureau"): 1, ("other_1", "absent"): 3, ("other_2", "approved"): 3,
        ("other_3", "bulletin"): 1, ("other_3", "province_short"): 1, ("other_4", "no_card"): 1,
        ("other_5", "untrained"): 1, ("other_7", "discretion"): 3, ("other_8", "praised"): 1},
    1: {("revenue", "below"): 4, ("revenue", "above"): 0, ("other_6", "subscription"): 2},
    2: {("ao_cases", "case"): 4, ("other_3", "province_media"): 1},
    3: {("other_4", "integrity"): 1, ("plan", "missing"): 2, ("plan", "done"): 10},
    4: {("other_5", "uncertified"): 2, ("archive", "survey"): 2},
    7: {("ao_cases", "case"): 3, ("other_8", "praised"): 2},
    9: {("plan", "missing"): 3, ("plan", "done"): 9, ("other_2", "approved"): 0},
}  # fmt: skip


class Audit(Play):
    def __init__(self, env):
        super().__init__(env, "s2b", "city_04", "xujing", "gaoming", "audit_group", "audit_office", "gaoming")

    def _lines(self):
        self.fresh()
        return self.env["cadre.score"].search([("cycle_id", "=", self.cycle.id)])

    def _figure(self, line, places):
        place = places[line.subject_unit_id.id]
        if not line.count_id and line.component_id.method != "mean_of_projects":
            return line.component_id.weight  # its own points for the whole component
        if not line.count_id:
            return 108 + (place * 7 + len(line.label or "")) % 12
        key = (line.component_id.code, line.count_id.code)
        return SPECIAL.get(place, {}).get(key, NORMAL.get(key, 0))

    def _places(self):
        return {unit: place for place, unit in enumerate(self.assessed().subject_unit_id.sorted("cadre_code").ids)}

    def score_themselves(self):
        """Self-evaluation: each unit gives its own figures, a little kinder than those that will count (S2B-02)."""
        with on("2025-12-22"):
            scores = self.office["cadre.score"]
            if not self._lines():
                scores.action_prepare([])
        places = self._places()
        with on("2025-12-26"):
            for unit, lines in (
                self._lines().filtered(lambda one: one.state == "self").grouped("subject_unit_id").items()
            ):
                account = self.company.of(unit.manager_id)["cadre.score"]
                values = {}
                for line in lines:
                    figure = self._figure(line, places)
                    kinder = 0 if line.count_id and line.count_id.points < 0 and figure == 1 else figure
                    projects = line.component_id.method == "mean_of_projects"
                    values.setdefault(min(figure + 2, line.component_id.maximum) if projects else kinder, []).append(
                        line.id
                    )
                for value, ids in values.items():
                    account.write(ids, {"self_value": value, "self_note": "见自评材料"})
                account.action_hand_in(lines.ids)

    def score(self):
        """The leading group's figures, with what they rest on; the office confirms (S2B-02)."""
        places = self._places()
        with on("2026-01-08"):
            scores = self.office["cadre.score"]
            values = {}
            for line in self._lines().filtered(lambda one: one.state == "draft"):
                values.setdefault(self._figure(line, places), []).append(line.id)
            for value, ids in values.items():
                scores.write(ids, {"value": value, "evidence": "考评组核查记录"})
            waiting = self._lines().filtered(lambda one: one.state == "draft").ids
            if waiting:
                scores.action_confirm(waiting)
            self._integrity(places)

    def _integrity(self, places):
        unit = next(unit for unit, place in places.items() if place == 3)
        events = self.office["cadre.ledger.event"]
        line = self.scheme.adjustment_ids.filtered(lambda one: one.code == "integrity")
        if events.find([("cycle_id", "=", self.cycle.id)]):
            return
        event = events.create(
            {
                "cycle_id": self.cycle.id,
                "adjustment_id": line.id,
                "title": "审计组成员违规接受宴请，经查属实",
                "date": "2025-11-18",
                "document_number": "云市审纪〔2025〕2号",
                "document_date": "2025-11-18",
                "issuer": "驻局纪检监察组",
                "target": "collective",
                "unit_ids": [(6, 0, [unit])],
            }
        )
        events.action_confirm([event])


def open_year(env, _data):
    Audit(env).open(f"{YEAR}-01-15")


def scores(env, _data):
    play = Audit(env)
    play.score_themselves()
    play.score()


def finish(env, _data):
    Audit(env).finish("2026-01-12", "2026-01-15", "2026-01-16", "2026-01-23", "2026-01-26")


STEPS = [
    ("s2b_open", "市审计局: the year opens", open_year),
    ("s2b_scores", "市审计局: own figures, then those that count", scores),
    ("s2b_finish", "市审计局: computation, decision, notice, archive", finish),
]
