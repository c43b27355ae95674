"""Each procedure that comes along runs to its end in the sample county, among its own people, posts and bodies.

Each step is taken by the account of whoever has to take it, over the door that clients have; each procedure once, with
a branch of it where it has one; and what it prints names whom it is about.  (S4-P1 … P11, the law)
"""

from datetime import date

from odoo.exceptions import UserError
from odoo.tests import TransactionCase, tagged

from .county import CountyEnds, clock, year_reserve
from .county import year_selection as scenes

FIRST = date(2026, 10, 12)
TOO_SHORT = "YL00223"
"""朱国文, at his rank since June 2025: two years are asked for."""


@tagged("post_install", "-at_install")
class TestCountyProcedures(CountyEnds, TransactionCase):
    # -- one after the other ---------------------------------------------------------------------------------------
    def test_company(self):
        """P1: nobody suitable in the department; found in the whole company, inspected, appointed."""
        one = scenes.company(self.stage, FIRST)
        self.assertEqual({one.step(code).state for code in ("wider", "wider_report")}, {"done"})
        one.go_on()
        self.ended(one, 15)
        self.appointed(one, self.decided(one))
        self.printed(one)

    def test_company_at_once(self):
        """P1: somebody is suitable: the wider search falls away by itself."""
        one = self.play(
            "S4P1", "县水利投资公司综合部部长选拔", "shuiliju", {"综合部部长": ("institution_8", 1)}, 2, FIRST
        )
        one.go_on()
        self.ended(one, 13, left_out=("wider", "wider_report"))
        self.appointed(one, self.decided(one))

    def test_rank(self):
        """P2: whoever has no more than half of the votes comes no further; the other is appointed."""
        one = self.play("S4P2", "县发展改革局主任科员选拔", "fagaiju", {"局机关主任科员": ("chief_1", 1)}, 2, FIRST)
        first, second = one.record.candidate_ids
        one.votes = lambda place: (30, 21)[place]
        one.go_on()
        self.assertNotIn(second, one.step("inspect")._field())
        self.ended(one, 13)
        self.appointed(one, first.employee_id)
        self.printed(one)

    def test_contest(self):
        """P4-A: one by an exception, one with a condition put off, and marks, exam and ballot make one order."""
        one = scenes.contest(self.stage, FIRST)
        one.go_on()
        self.ended(one, 14, left_out=("year_plan",))
        self.appointed(one, self.decided(one))
        self.printed(one)

    def test_contest_in_figures(self):
        """P4-B: the year's plan, which is optional, is left out with its reason."""
        posts = {"执法监察股股长": ("chief_3", 1)}
        one = self.play("S4P4B", "县自然资源局执法监察股股长竞争上岗", "ziranju", posts, 2, FIRST)
        one.with_reason("cadre.selection.step", one.step("year_plan").ids, "leave_out", "年度计划已另行报送。")
        one.go_on()
        self.ended(one, 15, left_out=("year_plan",))
        self.appointed(one, self.decided(one))
        self.printed(one)

    def reserve(self, code, category, rank, count=3):
        return self.play(
            f"S4P9-{code}", f"2026年{category}后备干部选拔", "zuzhibu", {f"{category}名额": (rank, 2)}, count, FIRST
        )

    def test_reserve_county_head(self):
        """P9-A: suspended and gone on with; two enter the reserve, the third does not."""
        one = self.reserve("A", "正县级", "county_head")
        one.go_on(until="exam")
        one.with_reason("cadre.selection", one.record.ids, "suspend", "机构改革期间暂缓。")
        with self.assertRaises(UserError):
            one.take(one.step("exam"))
        one.office["cadre.selection"].action_resume(one.record.ids)
        self.stage.fresh()
        one.go_on()
        self.ended(one, 8)
        self.assertEqual(len(self.decided(one)), 2)
        self.in_reserve(one, *self.decided(one))
        self.printed(one)

    def test_reserve_county_deputy(self):
        """P9-B: as many candidates as places are too few; with one more it goes on."""
        one = self.reserve("B", "副县级", "county_deputy", 2)
        one.go_on(until="file_check")
        with self.assertRaises(UserError):
            one.go_on(until="check")
        one.with_reason("cadre.selection.step", one.step("register").ids, "reopen", "报名人数不足，延长报名时间。")
        one.stand(one.people(1))
        one.go_on()
        self.ended(one, 8)
        self.in_reserve(one, *self.decided(one))
        self.printed(one)

    def test_reserve_township_head(self):
        """P9-C: filed with the city before the county decides; one is put out on the way."""
        one = self.reserve("C", "乡镇党政正职", "section_head", 4)
        one.go_on(until="exam")
        gone = one.record.candidate_ids[0]
        one.with_reason("cadre.candidate", gone.ids, "put_out", "本人书面申请放弃。")
        one.go_on()
        self.ended(one, 10)
        self.assertEqual(gone.state, "out")
        self.in_reserve(one, *self.decided(one))
        self.printed(one)

    def test_reserve_township_deputy(self):
        """P9-D: decided by the county itself."""
        one = self.reserve("D", "乡镇党政副职", "section_deputy")
        one.go_on()
        self.ended(one, 9)
        self.in_reserve(one, *self.decided(one))
        self.printed(one)

    def test_reserve_too_few(self):
        """P9-D: two stand for two places: nothing goes on until one is filled. The minima of the county cannot be met,
        said with both figures; the body decides all the same."""
        one = self.reserve("D", "乡镇党政副职", "section_deputy", 2)
        one.go_on(until="file_check")
        with self.assertRaisesRegex(UserError, "乡镇党政副职名额.*2"):
            one.go_on(until="check")
        one.office["cadre.selection.post"].write(one.record.post_ids.ids, {"number": 1})
        self.stage.fresh()
        one.go_on(until="decide")
        [said] = one.office["cadre.selection"].read(one.record.ids, ["structure_text"])
        self.assertRegex(said["structure_text"], "“女干部”.*36")
        one.go_on()
        self.ended(one, 9)
        self.assertEqual(sorted(one.record.candidate_ids.mapped("state")), ["decided", "out"])
        self.in_reserve(one, *self.decided(one))
        self.printed(one)

    def test_reserve_put_off(self):
        """P9-D: an irregularity is verified: out at once; of the three left the body takes one, puts one off, and votes
        one down: one enters the reserve."""
        one = self.reserve("D", "乡镇党政副职", "section_deputy", 4)
        one.go_on(until="inspect")
        gone, taken, waits, down = one.record.candidate_ids
        one.with_reason("cadre.candidate", gone.ids, "disqualify", "报名材料弄虚作假，经核查属实。")
        self.assertEqual(gone.state, "out")

        def vote(step):
            with clock.on(one.today.isoformat()):
                one.decide(step, against=down, postponed=waits)

        one.go_on(decide=vote)
        self.ended(one, 9)
        self.assertEqual((taken.state, waits.state, down.state), ("decided", "inspected", "out"))
        self.in_reserve(one, taken.employee_id)
        self.printed(one)
        paper = self.pdf("selection_record", one.record, user=self.user(one.office), name="county-put-off")
        self.assertPrinted(paper, gone.name, "报名材料弄虚作假，经核查属实。", waits.name, "暂缓")

    def test_given_up(self):
        """P9: nobody is found; it is given up, nobody enters, and its record is printed all the same."""
        one = self.reserve("D", "乡镇党政副职", "section_deputy")
        one.go_on(until="inspect")
        one.with_reason("cadre.selection", one.record.ids, "give_up", "考察后没有合适人选。")
        self.assertEqual(one.record.state, "given_up")
        self.assertEqual({*one.record.step_ids.mapped("state")}, {"done", "void"})
        self.assertFalse(self.env["cadre.reserve"].search([("selection_id", "=", one.record.id)]))
        paper = self.pdf("selection_record", one.record, user=self.user(one.office), name="county-given-up")
        self.assertPrinted(paper, "终止", "考察后没有合适人选")

    def test_street(self):
        """P10: two contend for two posts each, one alone for the third, which the body fills directly."""
        names = ("党政办公室主任", "经济发展办公室主任", "社会事务办公室主任")
        one = self.play("S4P10", "城关镇中层干部竞争上岗", "chengguan", dict.fromkeys(names, ("chief_3", 1)), 5, FIRST)
        one.go_on(until="check")
        one.today = max(one.today, one.step("check")._earliest())
        with self.assertRaisesRegex(UserError, "社会事务办公室主任.*1"):
            one.go_on(until="check_publish")
        one.office["cadre.selection.post"].action_direct(one.record.post_ids[2].ids)
        one.go_on()
        self.ended(one, 14, void=1)
        winners = self.decided(one)
        self.assertEqual(len(winners), 3)
        self.appointed(one, *winners)
        kinds = one.record.appointment_ids.term_ids.mapped("kind")
        self.assertEqual({kind: kinds.count(kind) for kind in kinds}, {"probation": 3, "office": 3, "handover": 3})
        self.printed(one)

    def test_double(self):
        """P10: three are placed as both sides wished; who is left over, or chose nothing, goes on standby."""
        one = scenes.double(self.stage, FIRST)
        one.go_on()
        self.ended(one, 4)
        placed = self.decided(one)
        self.assertEqual(len(placed), 3)
        self.appointed(one, *placed)
        one.office["cadre.selection"].action_standby(one.record.ids)
        waiting = {*one.record.standby_ids.employee_id.mapped("name")}
        self.assertEqual(
            waiting, {"杨鹏磊", "唐莉秀", "田玲", "罗杰祥", "陈梅艳", "黄良磊"}, "who chose nothing as well"
        )
        self.printed(one)

    def test_bureau(self):
        """P11: three stand, one gives up on the way, one is decided and approved."""
        posts = {"国土空间规划股股长": ("chief_4", 1)}
        one = self.play("S4P11", "县自然资源局中层干部竞岗", "ziranju", posts, 3, FIRST)
        one.go_on(until="speech")
        gone = one.record.candidate_ids[0]
        one.with_reason("cadre.candidate", gone.ids, "put_out", "本人放弃竞岗。")
        one.go_on()
        self.ended(one, 6)
        self.assertEqual((gone.state, len(self.decided(one))), ("out", 1))
        self.printed(one)

    def test_statute(self):
        """The law: an objection to one of two is well-founded: he goes out; the other is appointed."""
        posts = {"副局长": ("section_deputy", 2)}
        one = self.play("S4LAW", "县农业农村局副局长选拔", "nongyeju", posts, 2, FIRST)
        one.go_on(until="notice")
        step = one.step("notice")
        one.today = max(one.today, step._earliest())
        key = one.post_notice(step)
        good, bad = one.record.candidate_ids
        units = {man.employee_id.department_id.unit_id.name for man in good | bad}
        self.assertEqual(
            {*one.record.notice_ids.line_ids.mapped("unit_name")}, units, "the town, not an office of many"
        )
        one.object_to(key, bad.employee_id, "反映其隐瞒个人有关事项。")
        with self.assertRaises(UserError):
            one.office["cadre.objection"].action_answer(one.office["cadre.objection"].find([("notice_id", "in", key)]))
        one.answer_objections(key, "founded", "经核查属实，取消任用资格。")
        one.with_reason("cadre.candidate", bad.ids, "put_out", "公示期间反映的问题经查属实。")
        one.go_on()
        self.ended(one, 16)
        self.appointed(one, good.employee_id)
        self.assertEqual(bad.state, "out")
        self.assertEqual(one.record.appointment_ids.term_ids.mapped("kind"), ["probation"])
        self.printed(one)

    def test_law_rank(self):
        """职级晋升: both are decided on, approved, and hold the rank."""
        posts = {"三级主任科员": ("chief_3", 2)}
        one = self.play("S4RANK", "县财政局三级主任科员职级晋升", "caizhengju", posts, 2, FIRST)
        one.go_on()
        self.ended(one, 13)
        self.appointed(one, *self.decided(one))
        self.printed(one)

    def rank_promotion(self, years):
        """职级晋升 of two with their years and one who lacks some, checked: his years are signed as ``years``."""
        posts = {"三级主任科员": ("chief_3", 2)}
        one = self.play("S4RANK", "县财政局三级主任科员职级晋升", "caizhengju", posts, 2, FIRST)
        one.stand(self.env["hr.employee"].search([("staff_number", "=", TOO_SHORT)]))
        *long, short = one.record.candidate_ids

        def check(step):
            candidates, checks = one.office["cadre.candidate"], one.office["cadre.candidate.check"]
            with clock.on(one.today.isoformat()):
                candidates.action_check_conditions(step._field().ids)
                self.stage.fresh()
                for row in step._field().check_ids.filtered(lambda row: row.answer == "unknown"):
                    counted = row.condition.startswith("按年度考核优秀缩短")
                    if not counted or row.candidate_id == short:
                        said = {"said": years if counted else "yes", "evidence": "逐年核对档案和年度考核结果。"}
                        checks.write([row.id], said)
                        checks.action_sign([row.id])
            self.stage.fresh()
            lacks = short.check_ids.filtered(lambda row: row.criterion_id.fact == "promoted_months")
            self.assertNotIn("yes", lacks.mapped("answer"))
            one._do(step)

        one.go_on(until="recommend", check=check)
        return one, long, short

    def test_law_rank_against(self):
        """职级晋升: one lacks the years and is out by the check; the discipline body is against another, whom no vote
        may carry; the third is promoted."""
        one, (good, bad), short = self.rank_promotion("no")
        self.assertEqual((short.eligible, short.state), ("no", "out"))
        text = "经查，存在需要核实的问题，不同意晋升职级。"

        def answer(step):
            opinions = self.stage.discipline["cadre.opinion"]
            with clock.on(one.today.isoformat()):
                for opinion in step.opinion_ids:
                    against = opinion.candidate_id == bad
                    said = {"answer": "against", "text": text} if against else {"answer": "clear", "text": "无异议。"}
                    opinions.write([opinion.id], said)
                    opinions.action_answer([opinion.id])
            one._do(step)

        def vote(step):
            with clock.on(one.today.isoformat()):
                with self.assertRaisesRegex(UserError, bad.name):
                    one.decide(step)
                one.decide(step, against=bad)

        one.go_on(opinion=answer, decide=vote)
        self.ended(one, 13)
        self.assertEqual(bad.state, "out")
        self.appointed(one, good.employee_id)
        self.printed(one)
        discipline = self.user(self.stage.discipline)
        letter = self.pdf("opinion_letter", bad.opinion_ids, user=discipline, name="county-against")
        self.assertPrinted(letter, bad.name, text)
        paper = self.pdf("selection_checks", one.record, user=self.user(one.office), name="county-too-short")
        self.assertPrinted(paper, short.name)

    def test_law_rank_objection(self):
        """职级晋升: years shortened by good grades, signed by who counted them; an objection to another is upheld:
        he is out, the first is promoted."""
        one, (good, voted_down), short = self.rank_promotion("yes")
        self.assertEqual(short.eligible, "yes")
        one.with_reason("cadre.candidate", voted_down.ids, "put_out", "本人书面申请放弃本次晋升。")
        one.go_on(until="notice")
        step = one.step("notice")
        one.today = max(one.today, step._earliest())
        key = one.post_notice(step)
        one.object_to(key, good.employee_id, "反映其任现职级时间与档案记载不一致。")
        with self.assertRaises(UserError):
            one.office["cadre.objection"].action_answer(one.office["cadre.objection"].find([("notice_id", "in", key)]))
        one.answer_objections(key, "founded", "经核查档案，任职级时间认定有误，不符合晋升年限。")
        one.with_reason("cadre.candidate", good.ids, "put_out", "公示期间反映的问题经查属实。")
        one.go_on()
        self.ended(one, 13)
        self.assertEqual((good.state, voted_down.state), ("out", "out"))
        self.appointed(one, short.employee_id)
        self.printed(one)

    def test_all_of_them(self):
        """What is played here is everything that comes along."""
        codes = self.env["cadre.procedure"].search([("state", "=", "active")]).mapped("code")
        played = {
            "S4P1",
            "S4P2",
            "S4P4A",
            "S4P4B",
            "S4P9-A",
            "S4P9-B",
            "S4P9-C",
            "S4P9-D",
            "S4P10",
            "S4P10-D",
            "S4P11",
            "S4LAW",
            "S4RANK",
        }
        self.assertEqual({code for code in codes if code.startswith("S4")}, played)

    def test_reserve_reviewed(self):
        """S4-P8-20: of five in the reserve one is preferred, one stays, one leaves; two wait for their office."""
        grades = dict(zip(year_reserve.PEOPLE, ("优秀", "称职", "基本称职", "基本称职", "优秀"), strict=True))
        with clock.on("2026-01-28"):
            for key, grade in grades.items():
                person = self.env.ref(f"county.{key}")
                about = {"employee_id": person.id, "name": person.name, "year": 2025, "regulation": "公务员年度考核"}
                said = {"grade_code": key, "grade_name": grade, "origin_note": "云组发〔2026〕3号"}
                self.stage.office["cadre.result"].create({**about, **said})
        year_reserve.reserve(self.stage, date(2026, 3, 2))
        entries = self.env["cadre.reserve"].search([])
        said = {one.employee_id.name: (one.state, one.priority, one.review_ids.mapped("outcome")) for one in entries}
        self.assertEqual(
            said,
            {
                "蔡祥": ("in", True, ["priority"]),
                "黄福": ("in", False, ["keep"]),
                "钱福": ("removed", False, ["removal"]),
                "萧林": ("in", False, ["removal"]),
                "魏军荣": ("in", False, []),
            },
        )
        with clock.on("2026-03-02"):
            due = self.stage.office["cadre.reserve"].find([("review_due", "=", True)])
            self.assertEqual({*self.env["cadre.reserve"].browse(due).employee_id.mapped("name")}, {"萧林", "魏军荣"})
            [card] = [
                one
                for section in self.stage.office["cadre.home"].page()["sections"]
                for one in section["cards"]
                if one["code"] == "reserve_reviews"
            ]
        self.assertEqual(card["count"], 2)
