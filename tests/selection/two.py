"""P2 (主任科员) as far as the decision, of two candidates: who reads what of it, and in which ways one can ask."""

from tests.unseen import Unseen

from .common import SelectionCase

MODELS = (
    "cadre.selection", "cadre.selection.post", "cadre.selection.step", "cadre.candidate", "cadre.candidate.paper",
    "cadre.candidate.section", "cadre.talk", "cadre.opinion", "cadre.decision.name", "cadre.registration",
)  # fmt: skip
HUNG = ("cadre.decision", "cadre.notice", "cadre.ballot")


class TwoBuilder:
    """``self.mine`` and ``self.hers``: candidates for one post."""

    def setUp(self):
        super().setUp()
        self.on("2012-12-09")
        selection = self.selection = self.make_selection("S4P2", "2012-12-09", posts=("局机关主任科员",))
        selection.action_begin()
        self.do(selection, "headcount")
        self.on("2012-12-10")
        self.write_papers(selection, "plan")
        self.do(selection, "plan", document="区公〔2012〕7号")
        self.on("2012-12-13")
        self.mine = self.candidate(selection, self.person)
        self.hers = self.candidate(selection, self.other)
        self.meets(self.mine | self.hers)
        self.do(selection, "check")
        self.on("2012-12-21")
        self.ballot = self.seal(selection, "recommend", {self.person: 30, self.other: 25}, 43)
        self.do(selection, "recommend")

    def inspected(self, write=True):
        selection = self.selection
        self.on("2012-12-22")
        self.decide(selection, "shortlist")
        self.do(selection, "result", document="区公〔2012〕9号")
        self.do(selection, "preview")
        for group in self.step(selection, "talks").rule_id.group_ids:
            self.talk(selection, "talks", group_id=group.id, candidate_id=self.mine.id)
        self.do(selection, "talks")
        self.on("2012-12-23")
        if write:
            self.write_papers(selection, "inspect")

    def taken_up(self, person, **values):
        """A candidate by the server: once the conditions are checked the office takes up nobody."""
        return self.env["cadre.candidate"].create(
            {
                "selection_id": self.selection.id,
                "post_id": self.selection.post_ids.id,
                "employee_id": person.id,
                **values,
            }
        )

    def seen(self, user):
        """{model: how many records of the selection the user finds}, empty ones left out."""
        found = {}
        for name in MODELS:
            model = self.env[name].with_user(user)
            if model.has_access("read"):
                found[name] = model.search_count([])
        for name in HUNG:
            model = self.env[name].with_user(user)
            if model.has_access("read"):
                found[name] = model.search_count([("selection_id", "=", self.selection.id)])
        return {name: count for name, count in found.items() if count}


class TwoCase(Unseen, TwoBuilder, SelectionCase):
    pass
