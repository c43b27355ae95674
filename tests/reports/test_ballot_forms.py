"""Papers of every kind of ballot carry what is to be ticked, the summary what may be known. (F-19, F-25)"""

from odoo.exceptions import UserError

from tests.ballot.builder import BallotCase
from tests.ballot.test_kinds import motion_scale
from tests.reports.printed import FormMixin

TEAM = ("政治思想建设", "领导能力", "工作实绩", "党风廉政建设", "作风建设", "总体评价")
PERSON = ("德", "能", "勤", "绩", "廉", "总体")


class TestBallotForms(FormMixin, BallotCase):
    def headed(self, names, headings, **values):
        criteria = [(0, 0, {"sequence": n, "name": name, "note": "按实际表现评价"}) for n, name in enumerate(headings)]
        return self.make_ballot(names=names, criterion_ids=criteria, **values)

    def test_f19_team(self):
        """附件2: one team, the five dimensions and the whole, a line each."""
        ballot = self.headed(("云岭县档案局领导班子",), TEAM, name="县管领导班子民主测评表")
        paper = self.pdf("ballot_paper", ballot, name="F-19-team")
        self.assertEqual(paper.pages, 1)
        self.assertPrinted(
            paper, "县管领导班子民主测评表", "云岭县档案局领导班子", "评价内容", *TEAM, "优秀", "称职(合格)"
        )

    def test_f19_persons(self):
        """附件3: everybody under 德能勤绩廉 and the whole on one sheet on its side; the limit stands below."""
        ballot = self.headed([f"干部{n}" for n in range(12)], PERSON, top_ratio=0.2, name="县管领导干部民主测评表")
        paper = self.pdf("ballot_matrix", ballot, name="F-19-persons")
        self.assertPrinted(paper, "县管领导干部民主测评表", "姓名", "职务", *PERSON, *[f"干部{n}" for n in range(12)])
        self.assertPrinted(paper, "每张票“优秀”不得超过2个")
        self.assertEqual(paper.pages, 1)
        single = self.pdf("ballot_paper", ballot, name="F-19-by-heading")
        self.assertEqual(single.pages, 6)

    def test_f25_paper(self):
        """民主推荐票: 同意 不同意 弃权 for each; or whom to recommend, with room for others."""
        motion = motion_scale(self.env, ("同意", 100), ("不同意", 0), ("弃权", 0))
        ballot = self.make_ballot(names="甲乙", scale_id=motion.id, kind="recommendation", name="民主推荐票")
        paper = self.pdf("ballot_paper", ballot, name="F-25")
        self.assertPrinted(paper, "民主推荐票", "甲", "乙", "同意", "不同意", "弃权")
        chosen = motion_scale(self.env, ("推荐", 100), ("未推荐", 0))
        ballot = self.make_ballot(
            names="甲乙丙", scale_id=chosen.id, kind="recommendation", choice="choose", choose_max=2, write_in=True,
            name="民主推荐票",
        )  # fmt: skip
        paper = self.pdf("ballot_paper", ballot, name="F-25-choose")
        self.assertPrinted(paper, "推荐", "另荐", "最多推荐2人")
        self.assertNotIn("未推荐", paper.text)

    def test_papers_of_other_kinds(self):
        """推荐票 and 表决票 have headings of their own, and say what they are where the name does not."""
        motion = motion_scale(self.env, ("赞成", 100), ("反对", 0), ("弃权", 0))
        ballot = self.make_ballot(
            names="甲乙", scale_id=motion.id, kind="committee", cycle_id=False, name="任免事项", instruction=""
        )
        paper = self.pdf("ballot_paper", ballot, name="F-28")
        self.assertPrinted(paper, "(表决票)", "表决对象", "表决意见", "赞成", "反对", "弃权")
        self.assertNotIn("评价意见", paper.text)
        ballot = self.make_ballot(names="甲乙", scale_id=motion.id, kind="recommendation", name="后备干部")
        paper = self.pdf("ballot_paper", ballot, name="F-25-heading")
        self.assertPrinted(paper, "(民主推荐票)", "推荐人选", "推荐意见")

    def test_the_limit_on_every_page(self):
        """Who holds the second page of a long paper reads there too how many he may choose."""
        ballot = self.make_ballot(names=[f"干部{n}" for n in range(40)], top_ratio=0.2, name="民主测评表")
        paper = self.pdf("ballot_paper", ballot, name="F-04-long")
        self.assertGreater(paper.pages, 1)
        for page in paper.texts:
            self.assertIn("每张票“优秀”不得超过8个", page)

    def test_f25_summary(self):
        """汇总表: issued, returned, valid, the share of each, names written in, the hash; “—” where too few voted."""
        motion = motion_scale(self.env, ("同意", 100), ("不同意", 0), ("弃权", 0))
        ballot = self.make_ballot(names="甲乙", scale_id=motion.id, kind="recommendation", name="民主推荐")
        with self.assertRaises(UserError):
            self.pdf("ballot_summary", ballot)
        ballot.action_open()
        yes, no, abstain = motion.grade_ids
        self.vote_all(ballot.group_ids, [(yes, yes)] * 4 + [(no, None), (abstain, None)])
        ballot.action_close()
        ballot.action_seal()
        self.env.invalidate_all()
        paper = self.pdf("ballot_summary", ballot, name="F-25-summary")
        self.assertPrinted(
            paper, "民主推荐汇总表", "应到", "30", "发出", "6", "收回", "有效票", "得票率", "66.67%", "—"
        )
        self.assertPrinted(paper, ballot.digest[:16], "计票人", "监票人")
