"""云州市 in 2025 (S2A): letters of responsibility, scores, advanced collectives; then the officials of the city."""

from . import papers
from .clock import on
from .troupe import MANAGER, YEAR, Play
from .year_county import quality

OFFICE, CHAIR, ORGANIZER = "jiangwen", "hanzhiyuan", "qinhaifeng"
BUSINESS = (("年度重点项目建设", 30), ("上级业务部门下达任务", 25), ("职责范围内重要工作", 15))
PUBLIC = {"party": "基层党组织建设", "integrity": "党风廉政建设责任制", "civility": "文明单位创建",
          "investment": "招商引资任务", "ideology": "思想政治工作"}  # fmt: skip
PERSONAL = (("分管重点工作", 40), ("岗位职责任务", 35), ("中心工作和临时工作", 15))
OWN_PUBLIC = (("自身建设", 3), ("依法行政", 2), ("党风廉政建设", 3), ("效能服务", 2))
VETOED, EVENTS = "市财政局", (
    ("line_city", "市住房和城乡建设局", "老旧小区改造经验", "省住房和城乡建设厅转发市级经验", "P-1"),
    ("party_province", "市住房和城乡建设局", "老旧小区改造经验", "省政府办公厅通报推广", "P-1"),
    ("line_nation", "市商务局", "跨境电商便利化做法", "商务部通报推广", "P-2"),
    ("criticism", "市水利局", "汛期值守脱岗", "市政府督查室", ""),
    ("criticism", "市科学技术局", "统计数据迟报", "市政府督查室", ""),
)  # fmt: skip


def play(env, kind, before=()):
    if kind == "staff":
        return City(env, "s2a_staff", "city_16", "lushan", "panhong", "civil_group", "civil_office", "panhong", before)
    bodies = ("city_committee", "city_office")
    return City(env, f"s2a_{kind}", "yunzhou", OFFICE, CHAIR, *bodies, ORGANIZER, before)


class City(Play):
    def letters(self, *states):
        self.fresh()
        domain = [("cycle_id", "=", self.cycle.id), ("kind", "=", "letter"), ("state", "in", states)]
        return self.env["cadre.work.plan"].search(domain).sudo()

    # -- letters: what the organs set, then what each writes himself ------------------------------------------------
    def set_targets(self, day):
        """Each organ of the regulation sets the item it scores, and hands it to the office (S2A-05, S2A-06)."""
        self.fresh()
        known = self.env["cadre.target"].search([("cycle_id", "=", self.cycle.id)]).component_id
        with on(day, 9):
            for part in self._set_by_organs() - known:
                member = self.cycle._organ_of(part).member_ids[:1].employee_id
                targets = self.company.of(member)["cadre.target"]
                values = {"name": PUBLIC[part.code], "points": part.maximum, "due": f"{YEAR}-12-20"}
                values |= {"cycle_id": self.cycle.id, "component_id": part.id, "standard": "按期完成得满分。"}
                targets.action_submit([targets.create(values)])
            if drafts := self.letters("draft").ids:
                self.office["cadre.work.plan"].action_merge_targets(drafts)

    def _set_by_organs(self):
        return self.scheme.component_ids.filtered(lambda part: part.from_letter and part.organ)

    def write_letters(self, day):
        """Each head, each official writes what the year is worth, item by item (S2A-03, S2A-55)."""
        with on(day, 10):
            for letter in self.letters("draft"):
                if not letter.user_id:
                    continue
                by_office = letter.cycle_id.scheme_id.plan_writer == "office"  # S2A-56: those of leaders
                account = self.office if by_office else self.company(letter.user_id.login)
                if not letter.item_ids - letter.item_ids.filtered("origin_id"):
                    account["cadre.work.plan"].write([letter.id], {"item_ids": list(self._items(letter))})
                account["cadre.work.plan"].action_submit([letter.id])

    def _items(self, letter):
        parts = {part.code: part for part in self.scheme.component_ids.filtered("from_letter")}
        business = BUSINESS if letter.subject_unit_id else PERSONAL
        rows = [("business", name, points) for name, points in business if "business" in parts]
        if letter.subject_unit_id:
            rows += [
                (code, part.name, part.maximum)
                for code, part in parts.items()
                if code != "business" and part not in self._set_by_organs()
            ]
        else:
            rows += [("public", name, points) for name, points in OWN_PUBLIC]
        for number, (code, name, points) in enumerate(rows, 1):
            values = {
                "sequence": number,
                "component_id": parts[code].id,
                "name": name,
                "points": points,
                "target": f"{name}年度目标按期完成。",
                "standard": "按期完成得满分，未完成的按比例扣分。",
                "due": f"{YEAR}-12-20",
                "source": "duty",
            }
            yield (0, 0, values)

    def approve_letters(self, day):
        """The committee of the group, then the leader in charge; both sign, the office files (S2A-04, S2A-08)."""
        with on(day, 10):
            for letter in self.letters("submitted").filtered("subject_unit_id"):
                self.office["cadre.work.plan"].action_approve([letter.id])  # sits in the committees of the groups
        with on(day, 14):
            for letter in self.letters("submitted"):
                self.company(letter.leader_user_id.login)["cadre.work.plan"].action_approve([letter.id])
        with on(day, 15):
            for letter in self.letters("approved"):
                if not letter.signed_on:
                    self.company(letter.user_id.login)["cadre.work.plan"].action_sign([letter.id])
                if not letter.leader_signed_on:
                    self.company(letter.leader_user_id.login)["cadre.work.plan"].action_leader_sign([letter.id])
        with on(day, 17):
            approved = self.letters("approved")
            own = approved.filtered(lambda one: one.user_id.id == self.office.uid)
            for account, some in ((self.office, approved - own), (self.company(MANAGER), own)):
                if some:
                    account["cadre.work.plan"].action_file(some.ids)

    # -- scores ----------------------------------------------------------------------------------------------------
    def score(self, day):
        """Item by item, by the office as the committees and organs told it (S2A-14 … S2A-18)."""
        with on(day, 10):
            scores = self.office["cadre.score"]
            mine = [("cycle_id", "=", self.cycle.id)]
            if not scores.find(mine):
                scores.action_prepare([])
            self.fresh()
            values = {}
            for line in self.env["cadre.score"].search([*mine, ("state", "=", "draft"), ("entered", "=", False)]):
                full = line.item_id.points or line.component_id.maximum
                good = quality((line.employee_id or line.subject_unit_id).name)
                loss = (100 - good) / 900 + (line.id % 5) / 100
                login = MANAGER if line.sudo().user_id.id == self.office.uid else self.office.login
                values.setdefault((login, round(full * (1 - loss), 1)), []).append(line.id)
            for (login, value), ids in values.items():
                self.company(login)["cadre.score"].write(ids, {"value": value, "evidence": "考核计分表"})
            for login, mark in ((self.office.login, "!="), (MANAGER, "=")):
                scores = self.company(login)["cadre.score"]
                waiting = scores.find([*mine, ("state", "=", "draft"), ("user_id", mark, self.office.uid)])
                if waiting:
                    scores.action_confirm(waiting)

    def book(self):
        """Approved by the committee, the leader in charge, the office in this order (S2A-25)."""
        events = self.office["cadre.ledger.event"]
        for number, (code, unit, title, issuer, project) in enumerate(EVENTS, 1):
            title = f"{title}（{issuer}）"
            if events.find([("cycle_id", "=", self.cycle.id), ("title", "=", title)]):
                continue
            line = self.scheme.adjustment_ids.filtered(lambda one, code=code: one.code == code)
            with on(f"{YEAR}-10-{10 + number}", 9):
                event = events.create(
                    {
                        "cycle_id": self.cycle.id,
                        "adjustment_id": line.id,
                        "title": title,
                        "date": f"{YEAR}-09-{10 + number}",
                        "document_number": f"文〔2025〕{number + 20}号",
                        "document_date": f"{YEAR}-09-{10 + number}",
                        "issuer": issuer,
                        "subjective": True,
                        "target": "collective",
                        "unit_ids": [(6, 0, self.env["hr.department"].search([("name", "=", unit)]).ids)],
                        "project_key": project,
                    }
                )
                events.action_submit([event])
                self.fresh()
                record = self.env["cadre.ledger.event"].browse(event).sudo()
                # one of each tier, in the order of the tiers
                committee = record.committee_user_ids.filtered(lambda user: user.login != self.office.login)[:1]
                for login in (committee.login, record.led_by_user_ids[:1].login, "fanglei"):
                    self.fresh()
                    if record.state == "submitted":
                        self.company(login)["cadre.ledger.event"].action_approve([event])

    def veto(self, day):
        """One department is vetoed; the body concludes that nobody else is (S2A-31)."""
        with on(day, 9):
            found = self.assessed().filtered(lambda one: one.name == VETOED and one.veto_state == "pending")
            if found:
                wizard = self.company(CHAIR)["cadre.veto.wizard"]
                field = self.scheme.veto_field_ids.filtered(lambda one: one.code == "environment")
                values = {"assessment_id": found.id, "veto_field_id": field.id, "note": "中央环保督察整改不力被通报"}
                wizard.action_confirm([wizard.create(values)])


def _marks(names, number):
    found = {}
    for name in names:
        good = quality(name)
        top = round(number * (0.3 + good / 160))
        second = min(number - top, round(number * 0.4))
        found[name] = [top, second, number - top - second, 0]
    return found


def open_year(env, _data):
    units, districts = play(env, "unit"), play(env, "district")
    for one in (units, districts):
        one.open("2025-01-20")
    for kind in ("county", "staff"):
        play(env, kind, (units, districts)).open("2025-01-20")


def letters(env, _data):
    units, districts = play(env, "unit"), play(env, "district")
    for one, written, approved in ((units, "2025-02-25", "2025-03-10"), (districts, "2025-02-26", "2025-03-11")):
        one.set_targets(written)
        one.write_letters(written)
        one.approve_letters(approved)
    for kind in ("county", "staff"):
        one = play(env, kind, (units, districts))
        one.write_letters("2025-03-18")
        one.approve_letters("2025-03-26")


def units(env, _data):
    for kind in ("unit", "district"):
        one = play(env, kind)
        if kind == "unit":
            one.book()
            papers.report(one, "2025-07-08", 1)
            papers.report(one, "2026-01-06", 2)
        papers.hand_in(one, "2026-01-08")
        one.score("2026-01-12")
        papers.approve_marks(one, "2026-01-12")
        papers.office(one, "2026-01-13")
        if kind == "unit" and one.state() in ("open", "computed"):
            one.veto("2026-01-13")
        one.finish("2026-01-14", "2026-01-15", "2026-01-16", "2026-01-24", "2026-01-26")


def persons(env, _data):
    before = play(env, "unit"), play(env, "district")
    for kind in ("county", "staff"):
        one = play(env, kind, before)
        papers.hand_in(one, "2026-01-14")
        one.vote_on_paper("2026-01-23", _marks, 20)
        one.score("2026-01-24")
        papers.office(one, "2026-01-25")
        one.finish("2026-01-26", "2026-01-28", "2026-01-29", "2026-02-07", "2026-02-09")
        papers.notify(one, "2026-02-10", "2026-02-11")
        papers.review(one, "2026-02-20", "2026-02-26")


STEPS = [
    ("s2a_open", "云州市: departments, districts, officials: the year opens", open_year),
    ("s2a_letters", "云州市: letters of responsibility", letters),
    ("s2a_units", "云州市: departments and districts are scored and decided", units),
    ("s2a_persons", "云州市: officials of the city", persons),
]
