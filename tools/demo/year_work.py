"""Lists and records, and how they are rated: February to the following January."""

from . import texts
from .clock import on

LEVELS = {"优秀": 0, "良好": 1, "一般": 2, "较差": 3}
MONTHS_PLAYED = range(6, 13)


class Work:
    """The work of one cycle: ``cast`` knows the accounts, ``cycle`` is the id of the cycle."""

    def __init__(self, cast, cycle):
        self.cast, self.cycle = cast, cycle

    # -- lists -----------------------------------------------------------------------------------------------------
    def _plans(self, account, *domain):
        return account["cadre.work.plan"].find([("cycle_id", "=", self.cycle), *domain])

    def write_lists(self):
        """Everybody drafts his list in May and hands it in (S0-11)."""
        for number, person in enumerate(self.cast.people):
            with on(f"2025-05-{6 + number % 9:02d}", 10):
                mine = person.account["cadre.work.plan"].search_read(
                    [("cycle_id", "=", self.cycle), ("user_id", "=", person.account.uid), ("state", "=", "draft")],
                    ["item_ids"],
                )
                for plan in mine:
                    if not plan["item_ids"]:
                        commands = [
                            (
                                0,
                                0,
                                dict(
                                    zip(
                                        ("name", "target", "due", "source", "item_class", "orientation"),
                                        item,
                                        strict=True,
                                    ),
                                    sequence=n,
                                ),
                            )
                            for n, item in enumerate(self._items(person, number), 1)
                        ]
                        person.account["cadre.work.plan"].write([plan["id"]], {"item_ids": commands})
                    person.account["cadre.work.plan"].action_submit([plan["id"]])

    def _items(self, person, number):
        for name, target, due, *rest in texts.items_of(person.section, number):
            yield (name, target, f"2025-{due}", *rest)

    def approve_lists(self, day="2025-05-20"):
        with on(day, 15):
            for leader in self.cast.leaders:
                waiting = self._plans(leader, ("leader_user_id", "=", leader.uid), ("state", "=", "submitted"))
                for plan in waiting:
                    leader["cadre.work.plan"].action_approve([plan])

    def file_lists(self):
        """The office files them by 31 May; the last one comes late, and is marked so (S0-12)."""
        approved = self._plans(self.cast.office, ("state", "=", "approved"))
        with on("2025-05-28"):
            self.cast.office["cadre.work.plan"].action_file(approved[:-1])
        with on("2025-06-04"):
            self.cast.office["cadre.work.plan"].action_file(approved[-1:])

    def change_list(self):
        """In September the division of work changes for one person: a new version of his list (S0-13)."""
        person = self.cast.people[3]
        account = person.account
        with on("2025-09-08", 10):
            mine = account["cadre.work.plan"].find(
                [("cycle_id", "=", self.cycle), ("user_id", "=", account.uid)], order="version desc"
            )
            if len(mine) > 1:
                return
            change = account["cadre.work.plan.change"].create(
                {"plan_id": mine[0], "reason": "duties", "note": "分工调整：增加督查督办工作"}
            )
            fresh = account["cadre.work.plan.change"].action_apply([change])["res_id"]
            name, target, _due, *rest = texts.ITEMS["办公室"][1]
            extra = dict(
                zip(("source", "item_class", "orientation"), rest, strict=True),
                name=name,
                target=target,
                due="2025-12-20",
            )
            account["cadre.work.plan"].write([fresh], {"item_ids": [(0, 0, {**extra, "sequence": 90})]})
            account["cadre.work.plan"].action_submit([fresh])
        self.approve_lists("2025-09-09")
        with on("2025-09-10"):
            waiting = self._plans(self.cast.office, ("state", "=", "approved"))
            self.cast.office["cadre.work.plan"].action_file(waiting)

    # -- records ---------------------------------------------------------------------------------------------------
    def _period(self, level, number):
        found = self.cast.office["cadre.period"].search_read(
            [("cycle_id", "=", self.cycle), ("level", "=", level), ("number", "=", number)], ["name", "state"]
        )
        return found[0]

    def keep_month(self, month):
        """The office begins the records, everybody fills his in, the leaders approve them (S0-14)."""
        period = self._period("month", month)
        next_month = f"2025-{month + 1:02d}" if month < 12 else "2026-01"
        with on(f"{next_month}-02"):
            self.cast.office["cadre.period"].action_make_drafts([period["id"]])
            self._fill_in(period, short="月")
        with on(f"{next_month}-04", 15):
            for leader in self.cast.leaders:
                waiting = leader["cadre.progress.report"].find(
                    [("period_id", "=", period["id"]), ("leader_user_id", "=", leader.uid), ("state", "=", "submitted")]
                )
                if waiting:
                    leader["cadre.progress.report"].action_approve(waiting, "情况属实，同意。")
        with on(f"{next_month}-05", 9):
            self._file(period)

    def _file(self, period):
        office = self.cast.office["cadre.progress.report"]
        office.action_file(office.find([("period_id", "=", period["id"]), ("state", "=", "approved")]))

    def _fill_in(self, period, short, report=None, waiting=()):
        """Everybody but those in ``waiting`` (user ids) writes his record and hands it in."""
        for number, person in enumerate(self.cast.people):
            if person.account.uid in waiting:
                continue
            records = person.account["cadre.progress.report"]
            for draft in records.search_read(
                [("period_id", "=", period["id"]), ("user_id", "=", person.account.uid), ("state", "=", "draft")],
                ["line_ids", "post"],
            ):
                lines = [
                    (
                        1,
                        line,
                        {
                            "result": texts.progress(number + n, short),
                            "shortcoming": texts.SHORTCOMINGS[(number + n) % 5],
                        },
                    )
                    for n, line in enumerate(draft["line_ids"])
                ]
                values = {"line_ids": lines}
                if report:
                    first = texts.items_of(person.section, number)[0][0]
                    values["self_report"] = report.format(post=draft["post"] or "岗位", count=len(lines), first=first)
                records.write([draft["id"]], values)
                records.action_submit([draft["id"]])

    def rate(self, level, number, day, grades, short):
        """A rated period: records with self-evaluation, the leaders' grades, filing (S0-17 … S0-21)."""
        period = self._period(level, number)
        with on(day):
            self.cast.office["cadre.period"].action_make_drafts([period["id"]])
            self._fill_in(period, short, texts.SELF_REPORT)
        with on(day, 16):
            for leader in self.cast.leaders:
                records = leader["cadre.progress.report"]
                for report in records.search_read(
                    [
                        ("period_id", "=", period["id"]),
                        ("leader_user_id", "=", leader.uid),
                        ("state", "=", "submitted"),
                    ],
                    ["staff_number"],
                ):
                    name = grades[self.cast.number_of(report["staff_number"])]
                    records.action_rate([report["id"]], self.cast.grade("work", name), "同意自评，注意改进不足。")
        with on(day, 17):
            self._file(period)
        return period

    # -- the duty report -------------------------------------------------------------------------------------------
    def hand_in_papers(self):
        """The duty-and-integrity report with its five sections (S0-22, S0-23), handed in and filed (S0-25)."""
        for number, person in enumerate(self.cast.people):
            papers = person.account["cadre.document"]
            with on(f"2026-01-{5 + number % 3:02d}", 11):
                for paper in papers.search_read(
                    [
                        ("cycle_id", "=", self.cycle),
                        ("employee_id.user_id", "=", person.account.uid),
                        ("state", "=", "draft"),
                    ],
                    ["section_ids"],
                ):
                    sections = person.account["cadre.document.section"].search_read(
                        [("document_id", "=", paper["id"])], ["name"]
                    )
                    items = texts.items_of(person.section, number)
                    commands = [
                        (1, one["id"], {"text": texts.duty_section(one["name"], len(items), items[0][0])})
                        for one in sections
                    ]
                    papers.write([paper["id"]], {"section_ids": commands})
                    papers.action_submit([paper["id"]])
        with on("2026-01-08", 17):
            office = self.cast.office["cadre.document"]
            handed = office.find([("cycle_id", "=", self.cycle), ("state", "=", "submitted")])
            self.cast.for_everybody("cadre.document", "action_file", handed)

    # -- the running year ------------------------------------------------------------------------------------------
    def begin_again(self):
        """Last year's items are taken over; all but two lists are handed in, all but two of these approved."""
        for person in self.cast.people:
            lists = person.account["cadre.work.plan"]
            mine = self._plans(person.account, ("user_id", "=", person.account.uid), ("state", "=", "draft"))
            if mine:
                lists.action_copy_last_year(mine)
        for person in self.cast.people[:-2]:
            mine = self._plans(person.account, ("user_id", "=", person.account.uid), ("state", "=", "draft"))
            if mine:
                person.account["cadre.work.plan"].action_submit(mine)
        for leader in self.cast.leaders:
            waiting = self._plans(leader, ("leader_user_id", "=", leader.uid), ("state", "=", "submitted"))
            for plan in waiting[1:]:
                leader["cadre.work.plan"].action_approve([plan])
        approved = self._plans(self.cast.office, ("state", "=", "approved"))
        self.cast.office["cadre.work.plan"].action_file(approved[:6])

    def begin_half_year(self):
        """The first half-year waits for its grades; one is given, so that one seat is left."""
        period = self._period("half", 1)
        self.cast.office["cadre.period"].action_make_drafts([period["id"]])
        lists = self.cast.office["cadre.work.plan"].search_read(
            [("cycle_id", "=", self.cycle), ("state", "in", ("draft", "submitted"))], ["user_id"]
        )
        self._fill_in(period, "半年", texts.SELF_REPORT, {one["user_id"][0] for one in lists})
        leader = self.cast.leaders[0]
        records = leader["cadre.progress.report"]
        waiting = records.find(
            [("period_id", "=", period["id"]), ("leader_user_id", "=", leader.uid), ("state", "=", "submitted")]
        )
        if waiting:
            records.action_rate(waiting[:1], self.cast.grade("work", "优秀"), "工作扎实,成效明显。")
