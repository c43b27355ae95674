"""A page of a selection costs no more queries when more people stand in it: board, candidates, dossier."""

from odoo.tests import tagged

from tools.bench import web

from .common import SelectionCase

MOST = 100
"""Queries of one page."""


@tagged("post_install", "-at_install")
class TestMeasured(SelectionCase):
    """P2 in its inspection: conditions, ballot, papers and opinions are there for everybody in the field."""

    def inspected(self, count):
        self.on("2012-12-09")
        selection = self.make_selection("S4P2", "2012-12-09", posts=(f"主任科员{count}",), name=f"选拔{count}")
        selection.action_begin()
        self.do(selection, "headcount")
        self.on("2012-12-10")
        self.write_papers(selection, "plan")
        self.do(selection, "plan", document="区公〔2012〕7号")
        self.on("2012-12-13")
        people = self.make_people(count, prefix=f"M{count}-")
        for one in people:
            self.meets(self.candidate(selection, one))
        self.do(selection, "check")
        self.on("2012-12-21")
        self.seal(selection, "recommend", dict.fromkeys(people, 30), 43)
        self.do(selection, "recommend")
        self.on("2012-12-22")
        self.decide(selection, "shortlist")
        self.do(selection, "result", document="区公〔2012〕9号")
        self.do(selection, "preview")
        for group in self.step(selection, "talks").rule_id.group_ids:
            self.talk(selection, "talks", group_id=group.id)
        self.do(selection, "talks")
        self.on("2012-12-23")
        return selection

    def queries(self, call):
        call()  # what Odoo keeps for every later call
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        rows = call()
        return self.env.cr.sql_log_count - before, rows

    def counted(self, selection):
        office = self.env(user=self.office_user)
        board = office.ref("cadre_assessment.cadre_selection_step_action_board")._get_action_dict()
        people = office.ref("cadre_assessment.cadre_candidate_action")._get_action_dict()
        mine = [("selection_id", "=", selection.id)]
        candidate = selection.candidate_ids[0].with_env(office)
        dossier = office.ref("cadre_assessment.cadre_candidate_view_form_dossier")
        step = self.step(selection, "inspect").with_env(office)
        return {
            "board": self.queries(lambda: web.open_action(office, {**board, "domain": mine})),
            "candidates": self.queries(lambda: web.open_action(office, {**people, "domain": mine})),
            "candidate": self.queries(lambda: web.open_form(candidate)),
            "dossier": self.queries(lambda: web.open_form(candidate, dossier.id)),
            "step": self.queries(lambda: web.open_form(step)),
        }

    def test_no_more_queries_for_more_people(self):
        """Three or fifteen: the same number of queries, and not many of them."""
        few, many = self.counted(self.inspected(3)), self.counted(self.inspected(15))
        for name, (small, rows) in few.items():
            large, more = many[name]
            with self.subTest(name, few=small, many=large):
                self.assertGreater(rows, 0)
                self.assertGreaterEqual(more, rows)
                self.assertLessEqual(large, small)
                self.assertLessEqual(large, MOST)
