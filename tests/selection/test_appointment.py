"""From the decision to the post: on its day, once, within the headcount; annulled with its trace (A4-18, A4-21)."""

from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from tests.common import CadreCase

from .acts import ActsBuilder


class AppointmentCase(ActsBuilder, CadreCase):
    def act(self, selection):
        return selection.sudo().appointment_ids


class TestInEffect(AppointmentCase):
    def test_the_post_of_its_day(self):
        """The version of the day; time in post from the decision, probation and office from the announcement."""
        man = self.official("A")
        selection = self.appointed(man)
        act, candidate = self.act(selection), selection.sudo().candidate_ids
        self.assertEqual((act.state, candidate.state), ("effective", "appointed"))
        old, new = man.version_ids.sorted("date_version")
        self.assertEqual((new, new.date_version), (act.version_id, date(2012, 12, 31)))
        self.assertEqual((new.job_id, new.job_title, new.cadre_rank_id.code), (self.job, "局机关主任科员", "chief_1"))
        self.assertEqual((new.post_since, new.rank_since), (date(2012, 12, 24),) * 2)
        self.assertEqual((old.job_title, act.former_post), ("副科长", "副科长"))
        self.assertEqual(new.appointment_id, act)
        terms = {term.kind: (str(term.date_from), str(term.date_to)) for term in act.term_ids}
        self.assertEqual(terms["probation"], ("2012-12-31", "2013-12-30"))
        self.assertEqual(terms["office"], ("2012-12-31", "2015-12-30"))
        self.assertEqual(terms["handover"], ("2012-12-31", "2013-01-02"))
        self.assertEqual(self.number.held, 1)

    def test_s4_e3_probation_and_term(self):
        """S4-E3: announced on 2010-03-17, three months to 2010-06-16, three years to 2013-03-16."""
        man = self.official("T")
        selection = self.begun(man)
        self.procedure.sudo().write({"probation_months": 3})
        act = self.env["cadre.appointment"].sudo().create(
            {
                "selection_id": selection.id, "candidate_id": selection.candidate_ids.id, "employee_id": man.id,
                "post_name": "x", "announced_on": "2010-03-17", "effective_on": "2010-03-17",
            }
        )  # fmt: skip
        terms = {term.kind: str(term.date_to) for term in self.env["cadre.term"]._begin(act)}
        self.assertEqual((terms["probation"], terms["office"]), ("2010-06-16", "2013-03-16"))

    def test_a_second_call_does_nothing(self):
        man = self.official("B")
        selection = self.appointed(man)
        act = self.act(selection)
        before = (man.version_ids.ids, act.term_ids.ids, act.message_ids.ids)
        act._apply()
        act.with_user(self.office_user).action_take_effect()
        self.assertEqual((man.version_ids.ids, act.term_ids.ids, act.message_ids.ids), before)

    def test_two_changes_on_one_day_are_one_version(self):
        man = self.official("C")
        man._change_post(date(2012, 12, 31), {"duties": "分管组织"})
        self.appointed(man)
        self.assertEqual(len(man.version_ids), 2)
        new = man.version_ids.sorted("date_version")[-1]
        self.assertEqual((new.duties, new.job_id), ("分管组织", self.job))

    def test_on_its_day_by_itself(self):
        """Ordered for a day to come: the daily run of that day writes it, and no earlier one."""
        man = self.official("D")
        selection = self.decided(man)
        self.on("2012-12-31")
        self.do(selection, "document", document="任〔2012〕9号", acted_on="2012-12-31")
        act = self.act(selection)
        self.assertEqual(act.state, "effective")
        later = self.env["cadre.appointment"].sudo().create(
            {
                "selection_id": selection.id, "employee_id": man.id, "kind": "remove", "post_name": "x",
                "decision_text": "党组会议纪要〔2013〕2号", "decided_on": "2013-01-10", "document": "免〔2013〕1号",
                "effective_on": "2013-02-01",
            }
        )  # fmt: skip
        later.with_user(self.office_user).action_order()
        self.assertEqual(later.state, "ordered")
        Term = self.env["cadre.term"]
        Term._cron_day()
        self.assertEqual(later.state, "ordered")
        self.on("2013-02-01")
        Term._cron_day()
        Term._cron_day()
        self.assertEqual(later.state, "effective")
        self.assertEqual(len(man.version_ids), 3)

    def test_beside_his_post(self):
        """S4-P10-30: a concurrent post is a posting: the post he holds stays, and no place is used."""
        man = self.official("E")
        selection = self.decided(man)
        act = self.env["cadre.appointment"].sudo().create(
            {
                "selection_id": selection.id, "candidate_id": selection.candidate_ids.id, "employee_id": man.id,
                "kind": "transfer", "post_name": "工会副主席", "department_id": self.press_section.id,
                "concurrent": True, "document": "任〔2012〕8号", "effective_on": "2012-12-24",
                "decided_on": "2012-12-24",
            }
        )  # fmt: skip
        act.with_user(self.office_user).action_order()
        self.assertEqual((act.state, act.posting_id.kind), ("effective", "concurrent"))
        self.assertEqual((len(man.version_ids), self.number.held), (1, 0))


class TestBlocked(AppointmentCase):
    def test_without_decision_or_document(self):
        man = self.official("A")
        selection = self.begun(man)
        act = self.env["cadre.appointment"].sudo().create(
            {
                "selection_id": selection.id, "candidate_id": selection.candidate_ids.id, "employee_id": man.id,
                "post_name": "主任科员", "job_id": self.job.id, "effective_on": "2012-12-09",
            }
        )  # fmt: skip
        with self.assertRaisesRegex(UserError, "No confirmed decision(.|\n)*number of the document"):
            act.with_user(self.office_user).action_order()
        self.assertEqual(len(man.version_ids), 1)

    def test_no_vacancy_no_plan(self):
        """The number is held: the selection does not begin; nor where none is approved."""
        self.official("H").version_id.write({"cadre_rank_id": self.ranks["chief_1"].id})
        with self.assertRaisesRegex(UserError, "1 to be filled, 0 free"):
            self.begun()
        self.number.date_to = "2011-12-31"
        with self.assertRaisesRegex(UserError, "no headcount is approved"):
            self.begun()

    def test_places_are_reserved(self):
        """A running selection keeps its place: a second one for the same number does not begin."""
        selection = self.begun()
        self.number.invalidate_recordset()
        self.assertEqual((self.number.reserved, self.number.vacancy), (1, 0))
        self.assertIn("选拔", self.number.vacancy_said)
        with self.assertRaisesRegex(UserError, "0 free"):
            self.begun(jobs=self.other_job)
        selection.with_user(self.office_user)._take_with_reason("give_up", "方案取消")
        self.number.invalidate_recordset()
        self.assertEqual(self.number.vacancy, 1)

    def test_who_learns_of_it(self):
        """An assessment office reads the headcount, and not that a selection runs; another office no name."""
        self.begun()

        def shown(user):
            self.env.invalidate_all()
            return self.number.with_user(user)

        for row in (shown(self.officer_user), shown(self.auditor_user)):
            self.assertEqual((row.reserved, row.vacancy), (0, 1))
            self.assertNotIn("选拔", row.vacancy_said)
        self.assertEqual(shown(self.manager_user).reserved, 1)
        job = self.job.with_user(self.officer_user)
        job.invalidate_recordset()
        self.assertEqual(job.vacancy, 1)
        self.selection_body.member_ids.date_to = "2000-01-01"
        with self.assertRaisesRegex(UserError, "another selection") as refused:
            self.other_office_begins()
        self.assertNotIn("：选拔", str(refused.exception))

    def other_office_begins(self):
        """A second selection office, which knows nothing of the first one's selection."""
        office = self.env["cadre.body"].create(
            {"name": "另一干部科", "kind": "selection", "unit_id": self.unit.id,
             "member_ids": [(0, 0, {"employee_id": self.selection_officer.id, "role": "chair"})]}
        )  # fmt: skip
        selection = self.env["cadre.selection"].with_user(self.office_user).create(
            {
                "name": "另一选拔", "procedure_id": self.procedure.id, "unit_id": self.unit.id,
                "body_id": self.leading_body.id, "office_body_id": office.id, "date_from": self.FIRST,
                "post_ids": [(0, 0, {"job_id": self.other_job.id})],
            }
        )  # fmt: skip
        selection.action_begin()

    def test_the_number_is_never_exceeded(self):
        """Somebody moved into the place meanwhile: the document is refused and nothing of it stands."""
        man = self.official("A")
        selection = self.decided(man)
        intruder = self.official("B")
        intruder.version_id.write({"cadre_rank_id": self.ranks["chief_1"].id})
        self.on("2012-12-31")
        with self.assertRaisesRegex(UserError, "No place is free"), self.cr.savepoint():
            self.do(selection, "document", document="任〔2012〕9号")
        self.env.invalidate_all()
        self.assertEqual((len(man.version_ids), self.act(selection).ids), (1, []))
        self.assertEqual(self.step(selection, "document").state, "open")

    def test_a_later_post_on_file(self):
        man = self.official("A")
        selection = self.decided(man)
        man._change_post(date(2013, 3, 1), {"job_title": "科长"})
        self.on("2012-12-31")
        with self.assertRaisesRegex(UserError, "begins later"):
            self.do(selection, "document", document="任〔2012〕9号")


class TestWhatFollows(AppointmentCase):
    def test_incumbents_who_lose(self):
        """A4-18: the post lapses on the day on which the winner begins, and its place is the winner's."""
        loser = self.official("L")
        loser.version_id.write({"job_id": self.job.id, "job_title": self.job.name})
        self.number.approved = 2
        self.procedure.sudo().write({"incumbents_lapse": True})
        man = self.official("W")
        selection = self.appointed(man)
        lapse = self.act(selection).filtered(lambda one: one.kind == "lapse")
        self.assertEqual((lapse.employee_id, lapse.state, lapse.effective_on), (loser, "effective", date(2012, 12, 31)))
        old, new = loser.version_ids.sorted("date_version")
        self.assertEqual((old.job_id, new.job_id, new.is_leading_post), (self.job, self.job.browse(), False))
        self.assertEqual(new.cadre_rank_id, old.cadre_rank_id)
        act = self.act(selection) - lapse
        act.with_user(self.office_user)._take_with_reason("annul", "程序有误")
        self.assertEqual((lapse.state, loser.version_id.job_id), ("annulled", self.job))

    def test_said_before(self):
        """Before the document is taken its step says who becomes what and who loses the post; then it does that."""
        loser, man = self.official("L"), self.official("W")
        loser.version_id.write({"job_id": self.job.id, "job_title": self.job.name})
        self.number.approved = 2
        self.procedure.sudo().write({"incumbents_lapse": True})
        selection = self.decided(man)
        self.on("2012-12-31")
        step = self.step(selection, "document").with_user(self.office_user)
        with self.assertRaises(UserError):
            step.action_preview_do()
        step.document = "任〔2012〕9号"
        shown = self.env["cadre.act.preview"].with_user(self.office_user).browse(step.action_preview_do()["res_id"])
        self.assertIn(f"{man.name}: 副科长 becomes 局机关主任科员, from 2012-12-31", shown.said)
        self.assertIn(f"局机关主任科员 lapses for: {loser.name}", shown.said)
        self.assertFalse(self.act(selection))
        shown.action_confirm()
        self.assertEqual(set(self.act(selection).mapped("kind")), {"promote", "lapse"})
        act = self.act(selection).filtered(lambda one: one.kind == "promote")

        def asked(user):
            reason = self.env["cadre.step.reason"].with_user(user)
            return reason.new({"res_model": act._name, "res_ids": act.ids, "step": "annul"}).about or ""

        for part in (f"{man.name}: 副科长 again, from 2012-12-31", loser.name, "Terms that end"):
            self.assertIn(part, asked(self.office_user))
        for user in (self.decider_user, self.officer_user, self.person_user):
            self.assertEqual(asked(user), "", user.login)

    def test_annulled(self):
        """The post before is his again, from that day on; what was written stays in the history; the terms end."""
        man = self.official("A")
        selection = self.appointed(man)
        act = self.act(selection)
        self.on("2013-02-01")
        act.with_user(self.office_user)._take_with_reason("annul", "公示期后查实问题")
        self.assertEqual((act.state, act.annul_reason), ("annulled", "公示期后查实问题"))
        posts = man.version_ids.sorted("date_version")
        self.assertEqual(posts.mapped("job_title"), ["副科长", "局机关主任科员", "副科长"])
        self.assertEqual((posts[-1].cadre_rank_id.code, posts[-1].rank_since), ("section_deputy", date(2008, 1, 5)))
        self.assertEqual(set(act.term_ids.mapped("state")), {"ended_early"})
        self.assertEqual((selection.sudo().candidate_ids.state, self.number.held), ("decided", 0))
        with self.assertRaises(UserError):
            act.with_user(self.office_user)._take_with_reason("annul", "再来")

    def test_only_it_takes_it_back(self):
        """No officer edits or deletes the post that an appointment wrote."""
        man = self.official("A")
        act = self.act(self.appointed(man))
        version = act.version_id.with_user(self.officer_user)
        for values in (
            {"job_title": "处长"},
            {"cadre_rank_id": self.ranks["clerk_1"].id},
            {"date_version": "2012-12-30"},
        ):
            with self.assertRaisesRegex(UserError, "annulling"):
                version.write(values)
        version.write({"duties": "负责综合", "job_title": act.post_name})
        with self.assertRaises(UserError):
            version.unlink()

    def test_probation_ends_by_a_decision(self):
        """S4-P10-37: confirmed without a new document, or removed to what he held before."""
        man = self.official("A")
        selection = self.appointed(man)
        term = self.act(selection).term_ids.filtered(lambda one: one.kind == "probation")
        self.on("2013-12-31")
        for _twice in range(2):
            self.env["cadre.term"]._cron_day()
        reminded = term.activity_ids.filtered(lambda one: one.user_id == self.office_user)
        self.assertEqual(len(reminded), 1)
        self.assertEqual(term.state, "running", "no term changes anybody's post by itself")
        mine = term.with_user(self.office_user)
        with self.assertRaises(AccessError):
            mine._take_with_reason("fulfil", "合格")
        confirm = self.env["cadre.appointment"].browse(mine.action_confirm()["res_id"]).with_user(self.office_user)
        with self.assertRaisesRegex(UserError, "decision it rests on"):
            confirm.action_order()
        confirm.write({"decision_text": "党组会议纪要〔2013〕12号", "decided_on": "2013-12-31"})
        confirm.action_order()
        self.assertEqual((confirm.state, term.state, len(man.version_ids)), ("effective", "fulfilled", 2))

    def test_removed_after_probation(self):
        man = self.official("A")
        term = self.act(self.appointed(man)).term_ids.filtered(lambda one: one.kind == "probation")
        self.on("2013-12-31")
        act = self.env["cadre.appointment"].browse(term.with_user(self.office_user).action_remove()["res_id"])
        act.with_user(self.office_user).write(
            {"decision_text": "党组会议纪要", "document": "免〔2013〕2号", "decided_on": "2013-12-31"}
        )
        act.with_user(self.office_user).action_order()
        now = man.version_ids.sorted("date_version")[-1]
        self.assertEqual(
            (now.job_title, now.cadre_rank_id.code, term.state), ("副科长", "section_deputy", "ended_early")
        )

    def test_removed_early(self):
        """S4-P10-38: a sanction ends probation early: the removal is drafted, decided, and ends the term."""
        man = self.official("A")
        term = self.act(self.appointed(man)).term_ids.filtered(lambda one: one.kind == "probation")
        self.on("2013-03-01")
        self.assertGreater(term.date_to, self.today)
        act = self.env["cadre.appointment"].browse(term.with_user(self.office_user).action_remove()["res_id"])
        act.with_user(self.office_user).write(
            {"decision_text": "党内严重警告处分决定", "document": "免〔2013〕1号", "decided_on": "2013-03-01"}
        )
        act.with_user(self.office_user).action_order()
        self.assertEqual((term.state, term.ended_on), ("ended_early", self.today))
        self.assertEqual(man.version_ids.sorted("date_version")[-1].job_title, "副科长")

    def test_what_was_still_to_be_met(self):
        """S4-P2-07: within a year after the appointment; on file, it is fulfilled by itself."""
        man = self.official("A", trained=False)
        selection = self.begun(man)
        self.do(selection, "headcount")
        self.on("2012-12-13")
        candidate = selection.candidate_ids
        self.check(candidate)
        self.healthy(candidate)
        training = self.row(candidate, "trained")
        training.write({"said": "deferred", "evidence": "因脱产扶贫未参加"})
        training.action_sign()
        self.do(selection, "check")
        self.on("2012-12-24")
        self.decide(selection, "decision")
        self.on("2012-12-31")
        self.do(selection, "document", document="任〔2012〕9号")
        term = self.act(selection).term_ids.filtered(lambda one: one.kind == "condition")
        self.assertEqual((term.date_to, term.state), (date(2013, 12, 31), "running"))
        self.on("2013-12-01")
        self.env["cadre.term"]._cron_day()
        self.assertEqual(term.state, "running")
        course = {"name": "任职班", "kind": "appointment", "date_from": "2013-11-01", "date_to": "2013-11-20"}
        self.env["cadre.training"].create({"employee_id": man.id, **course})
        self.env["cadre.term"]._cron_day()
        self.assertEqual((term.state, term.ended_on), ("fulfilled", date(2013, 12, 1)))


@tagged("post_install", "-at_install")
class TestWhoMay(AppointmentCase):
    def test_the_office_of_the_selection_alone(self):
        """Not the candidate, his leader, another office, nor a past member; and nobody writes what the server keeps."""
        man = self.person
        self.person.version_id.write({"cadre_rank_id": self.ranks["section_deputy"].id, "date_version": "2008-01-01"})
        self.procedure.sudo().write({"criterion_id": False})
        selection = self.begun(man)
        self.do(selection, "headcount")
        selection.candidate_ids.with_user(self.office_user).eligible = "yes"
        self.do(selection, "check")
        self.on("2012-12-24")
        self.decide(selection, "decision")
        self.on("2012-12-31")
        self.do(selection, "document", document="任〔2012〕9号")
        act = self.act(selection)
        for user in (self.leader_user, self.officer_user, self.section_head_user, self.other_user, self.plain_user):
            found = act.with_user(user)
            self.assertFalse(found.has_access("read"), user.login)
        own = act.with_user(self.person_user)
        self.assertEqual(own.post_name, act.post_name, "his own, once in effect")
        self.assertTrue(act.term_ids.with_user(self.person_user).mapped("date_to"))
        for attempt in (
            lambda: own.write({"document": "x"}),
            lambda: own._take_with_reason("annul", "不愿任职"),
            lambda: act.with_user(self.office_user).create({"employee_id": man.id, "post_name": "x"}),
            lambda: act.with_user(self.office_user).write({"state": "draft"}),
            lambda: act.with_user(self.office_user).write({"version_id": False}),
            lambda: act.with_user(self.office_user).unlink(),
            lambda: act.term_ids.with_user(self.office_user)[:1].write({"date_to": "2030-01-01"}),
        ):
            with self.assertRaises(UserError):
                attempt()
        self.selection_body.member_ids.date_to = "2012-12-30"
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            act.with_user(self.office_user)._take_with_reason("annul", "前任成员")
