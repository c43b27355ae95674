"""What a step of a selection asks for, and who brings it.

Papers are written and signed, votes counted on paper, talks written down, the discipline body answers, the deciding
body votes on each name, the notice hangs its days, an objection is looked into by somebody who did not post it.
"""

from datetime import date, timedelta

from .clock import on

DAY = timedelta(days=1)
VOTERS = 43
WORDS = {
    "德": "政治坚定，作风正派，顾全大局，注重学习。",
    "能": "熟悉业务，组织协调能力较强，能独立处理复杂事项。",
    "勤": "工作勤勉，长期在一线，出勤良好。",
    "绩": "分管工作连续两年完成年度目标，群众认可。",
    "廉": "严格遵守廉洁自律各项规定，未发现问题。",
    "不足": "开拓创新意识有待进一步加强，深入基层还不够。",
}
PARTNERS = ("张建国（支部书记）", "李秀英（科室负责人）", "王立新（职工代表）")
OTHERWISE = "经谈话了解和查阅材料，情况属实，综合表现良好。"


class StepWork:
    """Mixed into a selection that is played: what is called ``_ready_<kind>`` is done before a step of that kind."""

    def votes(self, place):
        """How many are for the candidate at this place of a list, the best first."""
        return max(VOTERS - 9 - 5 * place, VOTERS // 2 + 1)

    def papers_of(self, step):
        """Written, handed in and signed by those whose work it is."""
        self.stage.fresh()
        with on(self.today.isoformat(), 9):
            self._write_papers(step)

    def _write_papers(self, step):
        for paper in step.paper_ids.filtered(lambda one: one.state == "draft"):
            first, second = (self.stage.company.of(one) for one in self.stage.inspectors())
            writer = {"group": first, "discipline": self.stage.discipline}.get(paper.author, self.office)
            for section in paper.section_ids:
                said = next((text for word, text in WORDS.items() if word in section.name), OTHERWISE)
                writer["cadre.candidate.section"].write([section.id], {"text": said})
            writer["cadre.candidate.paper"].action_submit([paper.id])
            if paper.signatures > 1:
                second["cadre.candidate.paper"].action_sign([paper.id])

    def _ready_check(self, step):
        field = step._field()
        with_rules = field.filtered(lambda one: one._roots())
        candidates, checks = self.office["cadre.candidate"], self.office["cadre.candidate.check"]
        if with_rules:
            candidates.action_check_conditions(with_rules.ids)
            self.stage.fresh()
            for check in with_rules.check_ids.filtered(lambda one: one.answer == "unknown"):
                checks.write([check.id], {"said": "yes", "evidence": "查阅干部人事档案，符合条件。"})
                checks.action_sign([check.id])
        if rest := field - with_rules:
            candidates.write(rest.ids, {"eligible": "yes", "eligible_note": "经审查，符合报名条件。"})

    def _ready_ballot(self, step):
        found = self.office["cadre.selection.step"].action_prepare([step.id])
        ballots, groups = self.office["cadre.ballot"], self.office["cadre.ballot.group"]
        key = [found["res_id"]]
        mine = groups.find([("ballot_id", "in", key)])
        if ballots.read(key, ["state"])[0]["state"] == "draft":
            groups.write(mine, {"expected": VOTERS})
            ballots.action_open(key)
        if ballots.read(key, ["state"])[0]["state"] == "open":
            ballots.action_close(key)
        for group in groups.read(mine, ["paper_grid"]):
            grid = group["paper_grid"]
            for place, row in enumerate(grid["rows"]):
                yes = self.votes(place)
                row["counts"] = [yes, VOTERS - yes, *[0] * (len(row["counts"]) - 2)]
            values = {"paper_issued": VOTERS, "paper_returned": VOTERS, "paper_invalid": 0, "paper_grid": grid}
            groups.write([group["id"]], values)
        ballots.action_seal(key)

    def _ready_talks(self, step):
        for group in step.rule_id.group_ids:
            about = {"candidate_id": step._field()[:1].id, "standing": "for", "group_id": group.id}
            for name in PARTNERS[: max(step.rule_id.least, 1)]:
                self._talk(step, partner_name=name, **about)

    def _ready_talk(self, step):
        for one in step._field():
            self._talk(step, partner_name=f"{one.name}本人", candidate_id=one.id)

    def _talk(self, step, **values):
        values = {"step_id": step.id, "date": self.today.isoformat(), "place": "县委组织部会议室", **values}
        self.office["cadre.talk"].create({**values, "text": "充分肯定其工作，建议进一步加强基层历练。"})

    def _ready_opinion(self, step):
        for opinion in step.opinion_ids.filtered(lambda one: one.state == "asked"):
            said = {"answer": "clear", "text": "经查，未发现影响提拔任用的问题。"}
            answers = self.stage.discipline["cadre.opinion"]
            answers.write([opinion.id], said)
            answers.action_answer([opinion.id])

    def _ready_exam(self, step):
        for place, one in enumerate(step._field()):
            self.office["cadre.candidate"].write([one.id], {"exam_taken": True, "exam_mark": 92 - 3 * place})

    def _ready_marks(self, step):
        """Each judge on his own phone; of an examination, the office."""
        for post, people in step._field().grouped("post_id").items():
            judges = step._judges_of(post)
            for number, judge in enumerate(judges):
                account = self.stage.company.of(judge) if judge else self.office
                marks = account["cadre.candidate.mark"]
                mine = [("step_id", "=", step.id), ("candidate_id", "in", people.ids)]
                if judge:
                    mine.append(("judge_user_id", "=", account.uid))
                found = marks.search_read(mine, ["candidate_id"])
                order = {one.id: place for place, one in enumerate(people)}
                rows = [[row["id"], 92 - 3 * order[row["candidate_id"][0]] + number % 3] for row in found]
                marks.grid_save(rows)
                marks.grid_confirm(f"{step.id}-{post.id}")

    def _ready_shortlist(self, step):
        self.decide(step)
        return True

    def _ready_decision(self, step):
        """As many as there are places; the others are voted down."""
        places = {post: post.number for post in self.record.post_ids}
        chosen = step._field().browse()
        for one in step._field():
            if places.get(one.post_id):
                places[one.post_id] -= 1
                chosen |= one
        self.decide(step, against=step._field() - chosen)
        return True

    def decide(self, step, against=(), postponed=(), confirm=True):
        """The office writes it down, who presides confirms it."""
        decisions, names = self.office["cadre.decision"], self.office["cadre.decision.name"]
        key = [self.office["cadre.selection.step"].action_prepare([step.id])["res_id"]]
        decisions.action_all_present(key)
        decisions.write(key, {"minutes": "<p>会议听取组织部汇报，对人选逐一审议、逐一表决。</p>"})
        [said] = decisions.read(key, ["present", "name_ids"])
        for row in names.read(said["name_ids"], ["candidate_id"]):
            down = row["candidate_id"][0] in [one.id for one in against]
            put_off = row["candidate_id"][0] in [one.id for one in postponed]
            votes = {"votes_for": 0 if down else said["present"], "votes_against": said["present"] if down else 0}
            names.write([row["id"]], {"postponed": True} if put_off else votes)
        decisions.action_submit(key)
        if confirm:
            [said] = decisions.read(key, ["chair_user_id", "second_user_id"])
            for user in filter(None, (said["chair_user_id"], said["second_user_id"])):
                if decisions.read(key, ["state"])[0]["state"] == "submitted":
                    login = self.env["res.users"].browse(user[0]).login
                    self.stage.company(login)["cadre.decision"].action_approve(key)

    def post_notice(self, step):
        """It hangs from today."""
        self.papers_of(step)
        notices = self.office["cadre.notice"]
        key = [self.office["cadre.selection.step"].action_prepare([step.id])["res_id"]]
        if notices.read(key, ["state"])[0]["state"] == "draft":
            notices.write(key, {"contact": "县委组织部干部监督股", "phone": "0000-7654321"})
            notices.action_post(key)
        return key

    def object_to(self, key, person, text):
        """What came in on the next day about somebody on a posted notice, or its first name."""
        with on((self.today + DAY).isoformat()):
            about = [("notice_id", "in", key), *([("employee_id", "=", person.id)] if person else ())]
            lines = self.office["cadre.notice.line"].find(about)
            self.office["cadre.objection"].create({"notice_id": key[0], "line_id": lines[0], "text": text})

    def answer_objections(self, key, conclusion, text):
        """By somebody of the office who did not post the notice, on its last day."""
        second = self.stage.second
        with on((self.today + DAY).isoformat(), 15):
            found = second["cadre.objection"].find([("notice_id", "in", key), ("state", "=", "received")])
            second["cadre.objection"].write(found, {"conclusion": conclusion, "answer": text})
            second["cadre.objection"].action_answer(found)

    def with_reason(self, model, ids, step, reason):
        """What asks for a reason, at the window in which the office gives it."""
        with on(self.today.isoformat(), 18):
            asked = self.office["cadre.step.reason"]
            values = {"res_model": model, "res_ids": ids, "step": step, "reason": reason}
            asked.action_confirm([asked.create(values)])
        self.stage.fresh()

    def close(self):
        with on(self.today.isoformat(), 18):
            self.office["cadre.selection"].action_close([self.record.id])
        self.stage.fresh()

    def _ready_notice(self, step):
        key = self.post_notice(step)
        [said] = self.office["cadre.notice"].read(key, ["date_to"])
        last = said["date_to"]
        self.today = (last if isinstance(last, date) else date.fromisoformat(last)) + DAY
        with on(self.today.isoformat()):
            came_in = self.office["cadre.objection"].find([("notice_id", "in", key)])
            told = (
                {"objections": "settled", "objection_note": "已调查核实并答复。"} if came_in else {"objections": "none"}
            )
            self.office["cadre.notice"].write(key, told)
            self.office["cadre.notice"].action_end(key)
