"""No vacancy, no plan, by whichever procedure: posts of one row are counted together, a place whose holder stands again
is one to be filled, and what a selection keeps is never more than is approved  (S4-P2-09, S4-P4-03, S4-P10-28)."""

from odoo.exceptions import UserError
from odoo.tests import JsonRpcException, tagged

from tests.common import CadreCase

from .acts import ActsBuilder
from .common import SelectionCase, SelectionHttpCase

WITHOUT_A_STEP = ("S4P1", "S4P10", "S4P10-D", "S4P11")
"""Procedures that fill posts and have no step in which the headcount is checked."""


@tagged("post_install", "-at_install")
class TestSharedPlaces(ActsBuilder, CadreCase):
    def test_posts_of_one_row(self):
        """Two posts of a selection under one number are counted together: one place does not do for both."""
        jobs = self.job | self.other_job
        with self.assertRaisesRegex(UserError, "2 to be filled, 1 free"):
            self.begun(jobs=jobs)
        self.number.approved = 2
        selection = self.begun(jobs=jobs)
        self.do(selection, "headcount")

    def test_more_of_one_later(self):
        """How many are filled may still change, within the number: not above what is free."""
        selection = self.begun()
        post = selection.post_ids.with_user(self.office_user)
        with self.says("2 to be filled, 1 free"):
            post.number = 2
        self.assertEqual((selection.post_ids.number, self.number.reserved), (1, 1))
        self.number.approved = 2
        post.number = 2
        self.assertEqual((self.number.reserved, self.number.vacancy), (2, 0))


class Places(SelectionCase):
    FIRST = "2026-03-02"

    def held(self, job, *people, with_post=True):
        """They hold places of the class of ``job``; ``with_post``: that post."""
        for one in people:
            values = {"job_id": job.id} if with_post else {}
            one.version_id.write({"post_class_id": job.post_class_id.id, **values})

    def row(self, job):
        return self.env["cadre.headcount"].search([("post_class_id", "=", job.post_class_id.id)])


@tagged("post_install", "-at_install")
class TestPlaces(Places):
    def test_the_plan_says_so(self):
        """What has no place stands on the plan as long as it is prepared, and it does not begin; with one it does."""
        self.on(self.FIRST)
        for code in WITHOUT_A_STEP:
            with self.subTest(code):
                selection = self.make_selection(code, self.FIRST, posts=(f"职位{code}",), name=code)
                job = selection.post_ids.job_id
                self.assertNotIn(job.name, selection.plan_text or "")
                selection.post_ids.chooser_id = self.person  # a head, who does not choose himself
                self.held(job, self.person, with_post=False)
                self.env.invalidate_all()
                self.assertIn(f"“{job.name}”: 1 to be filled, 0 free.", selection.plan_text)
                with self.says(f"“{job.name}”: 1 to be filled, 0 free.*李明"):
                    selection.action_begin()
                self.assertEqual(selection.state, "draft")
                self.row(job).approved = 2
                selection.action_begin()
                self.assertEqual((self.row(job).reserved, self.row(job).vacancy), (1, 0))

    def test_no_number_no_post(self):
        """Neither without an approved number, nor without the post that says which number it uses."""
        self.on(self.FIRST)
        for code in WITHOUT_A_STEP:
            with self.subTest(code):
                selection = self.make_selection(code, self.FIRST, posts=(f"职位{code}",), name=code)
                job = selection.post_ids.job_id
                self.row(job).unlink()
                with self.says("no headcount is approved for it"):
                    selection.action_begin()
                selection.post_ids.write({"job_id": False, "name": "职位"})
                with self.says("“职位”: choose the post of the unit"):
                    selection.action_begin()
                job.sudo().counts_in_headcount = False
                selection.post_ids.job_id = job
                selection.action_begin()

    def test_a_reserve_takes_no_place(self):
        """S4-P9: whoever enters a reserve holds no other post by it: none is asked for, none is kept."""
        self.on(self.FIRST)
        selection = self.make_selection("S4P9-A", self.FIRST, posts=("培养对象",))
        row = self.row(selection.post_ids.job_id)
        self.held(selection.post_ids.job_id, self.person, with_post=False)
        selection.action_begin()
        self.assertEqual((row.held, row.reserved, row.vacancy), (1, 0, 0))

    def test_incumbents_stand_again(self):
        """S4-P10-11, S4-P10-39: the post of whoever holds it is put up: its place is counted once; a second one needs a
        place of its own. Where no post lapses (S4-P11) the one who holds it keeps the place."""
        self.on(self.FIRST)
        selection = self.make_selection("S4P10", self.FIRST, posts=("农办副主任",))
        job, row = selection.post_ids.job_id, self.row(selection.post_ids.job_id)
        self.held(job, self.person)
        selection.action_begin()
        self.assertEqual((row.held, row.reserved, row.vacancy), (1, 0, 0))
        with self.says("2 to be filled, 1 free"):
            selection.post_ids.number = 2
        row.approved = 2
        selection.post_ids.number = 2
        self.assertEqual((row.held, row.reserved, row.vacancy), (1, 1, 0))
        with self.says("1 to be filled, 0 free"):
            self.make_selection("S4P11", self.FIRST, posts=("农办副主任",), name="另一选拔").action_begin()

    def test_everybody_chooses_anew(self):
        """S4-P10-28: places of those who choose are the ones that heads fill; beyond the headcount there is none."""
        self.on(self.FIRST)
        selection = self.make_selection("S4P10-D", self.FIRST, posts=("农办",))
        job, row = selection.post_ids.job_id, self.row(selection.post_ids.job_id)
        self.held(job, self.person, self.other, with_post=False)
        row.approved, selection.post_ids.number = 2, 3
        with self.says("3 to be filled, 2 free"):
            selection.action_begin()
        selection.post_ids.number = 2
        selection.action_begin()
        self.assertEqual((row.held, row.reserved, row.vacancy), (2, 0, 0))


@tagged("post_install", "-at_install")
class TestPlacesByRpc(Places, SelectionHttpCase):
    def test_button_and_rpc(self):
        """The button of the form and each other way in: refused with the figures, and the selection stays a plan."""
        self.on(self.FIRST)
        self.authenticate("cadre_selection", "cadre_selection")
        for code in WITHOUT_A_STEP:
            selection = self.make_selection(code, self.FIRST, posts=(f"职位{code}",), name=code)
            selection.post_ids.chooser_id = self.person
            self.held(selection.post_ids.job_id, self.person, with_post=False)
            self.env.flush_all()
            for way, method, *args in (
                ("call_button", "action_begin", selection.ids),
                ("call_kw", "action_begin", selection.ids),
                ("call_kw", "write", selection.ids, {"state": "running"}),
            ):
                with self.subTest(f"{code} {way} {method}"), self.assertRaisesRegex(JsonRpcException, "exceptions"):
                    self.asked(way, method, *args)
            self.env.invalidate_all()
            self.assertEqual(selection.state, "draft")
            self.row(selection.post_ids.job_id).approved = 2
            self.env.flush_all()
            self.asked("call_button", "action_begin", selection.ids)
            self.env.invalidate_all()
            self.assertEqual(selection.state, "running", "it was the place that was missing")

    def asked(self, way, method, *args):
        values = {"model": "cadre.selection", "method": method, "args": args, "kwargs": {}}
        return self.make_jsonrpc_request(f"/web/dataset/{way}/cadre.selection/{method}", values)
