"""A whole year of the first scheme by hand: who does what on which page, in the order of the year.

Told for a :class:`tests.desk.Desk`; nothing is called behind the screen. The unit has two people who are assessed; the
office is a deputy who is not, for nobody sees to his own.
"""

import time

from tests.organization import setup_books
from tests.organization.setup_books import STAFF, TEAM, person
from tests.reports.printed import Printed, plain

CHAIR, LEADER, OFFICE, PERSON, OTHER = "XC01", "XC02", "XC03", "XC21", "XC22"
BODY, OFFICE_BODY = "新城工委领导班子", "新城工委考核办"
ROW = ".o_data_row .o_data_cell, .o_kanban_record:not(.o_kanban_ghost)"
CONFIRM = ".modal-footer .btn-primary"
HEADINGS = 5
CURRENT = ".o_arrow_button_current"
DESK, PHONE = (1366, 768), (390, 844)
ON_THE_PHONE = (LEADER, PERSON, OTHER)


def workbook():
    """The sheets of the unit."""
    people = [
        person(CHAIR, "周明", "XC", "书记", TEAM, "是", "是"),
        person(LEADER, "林国", "XC", "副书记", TEAM, "是"),
        person(OFFICE, "沈梅", "XC", "副书记", TEAM, "是"),
        person(PERSON, "王伟", "XC-01", "一级科员", STAFF),
        person(OTHER, "吴静", "XC-01", "一级科员", STAFF),
    ]
    return {
        "单位": [
            setup_books.UNITS,
            ("XC-01", "组织科", "XC", "否", "否", ""),
            ("XC", "新城机关工委", "", "是", "是", CHAIR),
        ],
        "人员": [setup_books.PEOPLE, *people],
        "分管": [setup_books.CHARGE, (LEADER, "林国", "XC-01")],
        "机构": [setup_books.BODIES, (BODY, "领导班子", "XC"), (OFFICE_BODY, "考核办公室", "XC")],
        "机构成员": [
            setup_books.MEMBERS,
            (BODY, CHAIR, "周明", "主要负责人", "否"),
            (BODY, LEADER, "林国", "副职", "是"),
            (BODY, OFFICE, "沈梅", "副职", "否"),
            (OFFICE_BODY, OFFICE, "沈梅", "主要负责人", "否"),
        ],
        "账号": [setup_books.ACCOUNTS, *((one[0], one[1], "") for one in people)],
    }


class Year:
    """``passwords``: of those who have logged in before; ``slips``: what stands on the slips, by login."""

    def __init__(self, clerk, slips):
        self.clerk, self.slips, self.passwords = clerk, slips, {}

    # -- moving about ------------------------------------------------------------------------------------------------
    def enter(self, who, at=None):
        """Log in; the first time with the slip, and choose a password."""
        clerk = self.clerk
        clerk.size(*(at or (PHONE if who in ON_THE_PHONE else DESK)))
        if who in self.passwords:
            clerk.login(who, self.passwords[who])
        else:
            self.passwords[who] = f"Own-{who[::-1]}-word"
            clerk.login(who, self.slips[who])
            time.sleep(3)  # nobody thinks of a password while the page still fetches: such a request ends the session
            clerk.type("input[name=new]", self.passwords[who])
            clerk.type("input[name=again]", self.passwords[who])
            clerk.click("button[type=submit]")
        clerk.find(".o_cadre_home", free=False)

    def card(self, *codes):
        """A card of the first page, and its first record."""
        self.clerk.click(", ".join(f".o_cadre_card[data-code={code}]" for code in codes))
        self.row()

    def row(self, text=""):
        """The first record of a list, whose groups are opened."""
        clerk = self.clerk
        clerk.find(f".o_group_header, {ROW}", free=False)
        for _level in range(4):
            if clerk.run(f"Boolean(document.querySelector({ROW!r}))"):
                break
            clerk.click(".o_group_header .o_group_name", number=self.clerk.count(".o_group_header") - 1)
            time.sleep(1)
        clerk.click(ROW, text)

    def cycle(self):
        self.clerk.click("[data-menu-xmlid='cadre_assessment.menu_cadre_home']")
        self.clerk.click("[data-section=cycles] button", "2025年度")
        self.clerk.find(CURRENT, free=False)

    def page(self, name):
        """Turn to a page of the form; once more, as a person does, when leaving a row moved it from under the hand."""
        self.clerk.click(tab := f".nav-link[name={name}]")
        time.sleep(1)
        if not self.clerk.count(f"{tab}.active"):
            self.clerk.click(tab)
        self.clerk.find(f"{tab}.active", free=False)

    def rows(self, field):
        """How many rows a table of the form has, once it is drawn: its page opens a moment after the click."""
        rows = f".o_field_widget[name={field}] .o_data_row"
        self.clerk.find(rows, free=False)
        return self.clerk.count(rows)

    def tick_all(self):
        """Mark every row of the list, once it is there to stay."""
        self.clerk.find(".o_data_row .o_data_cell")
        time.sleep(1)
        self.clerk.click("thead .o_list_record_selector input")
        self.clerk.find(".o_selection_box", free=False)

    def tick(self, name):
        """Mark the row of the list that is called so."""
        cells = ".o_list_view.o_action .o_data_row td[name=name]"
        self.clerk.see(name, cells)
        number = self.clerk.run(f"[...document.querySelectorAll({cells!r})].findIndex((e) => e.innerText == {name!r})")
        self.clerk.click(".o_list_view.o_action .o_data_row .o_list_record_selector input", number=number)

    def press(self, name, confirm=False):
        self.clerk.click(f".o_form_statusbar button[name={name}]")
        if confirm:
            self.clerk.click(CONFIRM)

    def printed(self, form, *texts, pages=1):
        """What the Print menu gives, in the hand: so many pages, and on them whose it is and what was written."""
        paper = Printed(self.clerk.paper(form), f"whole-year-{form}")
        self.clerk.test.assertEqual(paper.pages, pages, paper.text)
        for text in (plain(form), *map(plain, texts)):
            self.clerk.test.assertIn(text, paper.text)

    def state(self, words):
        self.clerk.find(".o_field_statusbar button" if self.clerk.mobile else CURRENT, words, free=False)

    # -- the year ----------------------------------------------------------------------------------------------------
    def begin(self):
        """March: workbook, slips, the cycle, who is assessed; opened, and the lists printed."""
        clerk = self.clerk
        clerk.login("admin")
        clerk.click(".o_cadre_home_setup button")
        clerk.click("[data-code=zone] button")
        clerk.find("[data-code=zone] .fa-check-circle", free=False)
        clerk.click("[data-code=workbook] button", number=1)
        clerk.attach(".o_field_binary input[type=file]", "建账.xlsx", setup_books.book(workbook()))
        clerk.click("button[name=action_check]")
        clerk.find(".alert-success", free=False)
        clerk.click("button[name=action_import]")
        clerk.click("button[name=action_slips]")
        clerk.click("button[name=action_print]")
        clerk.gone(".modal")
        clerk.click("[data-code=cycle] button", number=1)
        clerk.choose("scheme_id", "履职尽责")
        clerk.click(".o_form_button_save")
        clerk.click("button[name=action_open]")
        clerk.click(CONFIRM)
        self.state("进行中")

    def lists(self):
        """May: a list is written, approved and filed."""
        clerk, items = self.clerk, ".o_field_widget[name=item_ids]"
        self.enter(PERSON, DESK)  # what is long is written at a desk, what comes each month on the telephone
        self.card("plans")
        clerk.click(f"{items} .o_field_x2many_list_row_add a, {items} .o_field_x2many_list_row_add button")
        clerk.type(f"{items} .o_selected_row [name=name] textarea", "党支部规范化建设")
        clerk.type(f"{items} .o_selected_row [name=target] textarea", "全部支部达标，按季检查")
        clerk.type(f"{items} .o_selected_row [name=due] input", "2025-10-31")
        self.press("action_submit")
        self.state("待审定")
        self.enter(LEADER)
        self.card("led_plans")
        self.press("action_approve")
        self.state("已审定")
        self.enter(OFFICE)
        self.card("file_plans")
        self.press("action_file")
        self.state("已备案")
        self.printed("工作项目清单", "王伟", "新城机关工委", "党支部规范化建设", "2025年10月31日")

    def begin_records(self, *periods):
        """The office begins the records of these periods for everybody."""
        clerk = self.clerk
        self.enter(OFFICE)
        self.cycle()
        clerk.click("button[name=action_periods]")
        for period in periods:
            self.tick(period)
        clerk.click(".o_control_panel button[name=action_make_drafts]")
        clerk.find(".o_breadcrumb", "完成情况表", free=False)

    def months(self, *names, at=None):
        """What is owed each month: begun by the office, written one after the other, approved and filed together.

        ``at``: the screen at which the leader approves; on his telephone one after the other.
        """
        clerk = self.clerk
        self.begin_records(*names)
        self.enter(PERSON)
        self.card("reports")
        for number in range(len(names)):
            if number:
                clerk.click(".o_pager_next")
            self.write()
        self.enter(LEADER, at)
        if clerk.mobile:
            self.one_by_one("led_reports", "action_approve", "已审定", len(names))
        else:
            self.together("led_reports", "action_approve")
        self.enter(OFFICE)
        self.together("file_reports", "action_file")

    def one_by_one(self, card, button, state, count):
        """On the phone: the first record behind a card, and from each to the next."""
        self.card(card)
        for number in range(count):
            if number:
                self.clerk.click(".o_pager_next")
            self.press(button)
            self.state(state)

    def write(self):
        """What came of the item, into the record that is open; handed in."""
        clerk, lines = self.clerk, ".o_field_widget[name=line_ids]"
        self.state("草稿")
        if clerk.mobile:
            clerk.click(f"{lines} .o_kanban_record:not(.o_kanban_ghost)")
            clerk.type(".modal [name=result] textarea", "按期完成，成效明显")
            clerk.click(".modal-footer .o_form_button_save, .modal-footer .btn-primary")
            clerk.gone(".modal")
        else:
            clerk.click(f"{lines} .o_data_row td[name=result]")
            clerk.type(f"{lines} .o_data_row [name=result] textarea", "按期完成，成效明显")
        if clerk.count(".o_field_widget[name=self_report] textarea"):
            clerk.type(".o_field_widget[name=self_report] textarea", "认真履职，完成各项任务。")
        self.press("action_submit")
        self.state("已提交")

    def together(self, card, button):
        """Everything behind a card of the first page, by one button above the list."""
        clerk = self.clerk
        clerk.click(f".o_cadre_card[data-code={card}]")
        self.tick_all()
        clerk.click(f".o_control_panel button[name={button}]")
        clerk.gone(".o_data_row")

    def record(self, period):
        """July and January: a record is begun, written, rated and filed."""
        self.begin_records(period)
        self.enter(PERSON)
        self.card("reports")
        self.write()
        self.rate()
        self.enter(OFFICE)
        self.together("file_reports", "action_file")

    def rate(self):
        """The leader gives the grade with one touch."""
        clerk = self.clerk
        self.enter(LEADER)
        clerk.click(".o_cadre_card[data-code=led_rating]")
        clerk.click(".o_cadre_grade", "良好")
        clerk.find(".o_cadre_grade.btn-primary", "良好", free=False)
        clerk.see("已审定")

    def ballot(self, tokens):
        """January: the meeting votes with slips. ``tokens``: what stands on them, once they are printed."""
        clerk = self.clerk
        self.enter(OFFICE)
        self.cycle()
        self.press("action_make_ballots")
        clerk.find(".o_field_widget[name=group_ids]", free=False)
        clerk.click(".o_form_statusbar .btn-primary")
        clerk.type(".o_field_widget[name=count] input", "5")
        if clerk.count(".o_field_widget[name=address_ok] input"):
            clerk.click(".o_field_widget[name=address_ok] input")
        clerk.click("button[name=action_issue]")
        clerk.gone(".modal")
        slips = tokens()
        self.press("action_open", confirm=True)
        self.state("进行中")
        for number, token in enumerate(slips):
            self.vote(token, number)
        self.enter(OFFICE)
        self.cycle()
        self.press("action_make_ballots")
        self.press("action_close", confirm=True)
        self.state("已截止")
        self.press("action_seal", confirm=True)
        self.state("已封存")

    def vote(self, token, number):
        """One of the meeting, on the telephone."""
        clerk = self.clerk
        clerk.size(*PHONE)
        clerk.open(f"/ballot/{token}")
        for line in range(clerk.count("fieldset")):
            clerk.click(f"fieldset:nth-of-type({line + 1}) label", number=0 if (line + number) % 3 else 1)
        clerk.click("footer button")
        clerk.click("#sure")
        clerk.find(".r b", free=False)

    def findings(self):
        """January: what speaks for and against each, and no veto against anybody."""
        clerk = self.clerk
        self.enter(OFFICE)
        clerk.click("[data-menu-xmlid='cadre_assessment.menu_cadre_results']")
        clerk.click("[data-menu-xmlid='cadre_assessment.menu_cadre_results_findings']")
        for number in range(2):
            clerk.click(".o_group_header .o_group_name", number=number)
            for row in range(number * HEADINGS, (number + 1) * HEADINGS):
                clerk.click(".o_data_row td[name=positive]", number=row)
                clerk.until(f"document.querySelectorAll('.o_data_row')[{row}].matches('.o_selected_row')")
                clerk.write("表现良好")
        clerk.click(".o_list_button_save")
        clerk.gone(".o_list_button_save")

    def vetoes(self):
        """January: the body finds no veto against anybody."""
        clerk = self.clerk
        self.enter(CHAIR)
        clerk.click(".o_cadre_card[data-code=vetoes]")
        self.tick_all()
        clerk.click(".o_control_panel button[name=action_veto_clear]")
        clerk.click(CONFIRM)
        clerk.gone(".o_data_row")

    def decision(self):
        """January: computed, looked at side by side, written down with the reasons of gaps, confirmed by the head."""
        clerk, gaps = self.clerk, ".o_field_widget[name=gap_ids]"
        self.enter(OFFICE)
        self.cycle()
        self.press("action_compute")
        self.state("已计分")
        self.press("action_prepare_decision")
        clerk.type(".o_field_widget[name=votes_for] input", "3")
        clerk.click(".nav-link[name=attendance]")
        clerk.click("button[name=action_all_present]")
        clerk.gone("button[name=action_all_present]")
        self.page("grades")
        for line in range(self.rows("line_ids")):
            clerk.click(".o_field_widget[name=line_ids] .o_data_row td[name=grade_id]", number=line)
            clerk.pick(".o_selected_row [name=grade_id] input", "称职")
            clerk.type(".o_selected_row [name=reason] input", "集体研究")
        self.page("gaps")
        for gap in range(self.rows("gap_ids")):
            clerk.click(f"{gaps} .o_data_row td[name=reason]", number=gap)
            clerk.until(f"document.querySelectorAll('{gaps} .o_data_row')[{gap}].matches('.o_selected_row')")
            clerk.write("另行补报")
        clerk.click(".nav-link[name=minutes]")
        clerk.click(".o_field_widget[name=minutes] .odoo-editor-editable")
        clerk.write("逐人审议，一致同意。")
        clerk.click("button[name=action_side_by_side]")
        clerk.see("王伟", ".o_list_view")
        clerk.picture("year_side_by_side")
        clerk.click(".o_back_button")
        self.press("action_submit")
        self.state("待确认")
        self.enter(CHAIR)
        self.card("decide")
        self.press("action_approve", confirm=True)
        self.state("已确认")

    def notice(self):
        """January: the public notice."""
        self.enter(OFFICE)
        self.cycle()
        self.press("action_prepare_notice")
        self.press("action_post", confirm=True)
        self.state("公示中")
        self.printed("公示", "王伟", "吴静", "新城机关工委", "称职")

    def after(self):
        """When its days are over: nothing came in, the notices are given, received and everything is archived."""
        clerk = self.clerk
        self.enter(OFFICE)
        self.card("notices")
        clerk.click(".nav-link[name=objections]")
        clerk.click(".o_field_widget[name=objections] input")
        time.sleep(0.5)  # the menu is drawn anew
        clerk.click(".o_select_menu_item", "无")
        clerk.until("document.querySelector('.o_field_widget[name=objections] input').value == '无'")
        self.press("action_end")
        self.state("已结束")
        self.cycle()
        clerk.click("button[name=action_assessments]")
        self.tick_all()
        # each begins on the front of a sheet
        self.printed("考核结果通知书", "王伟同志", "吴静同志", "新城机关工委", "称职", pages=3)
        self.tick_all()  # a list is read anew once something of it was printed
        clerk.click(".o_control_panel button[name=action_notify]")
        self.enter(PERSON)
        self.card("notice")
        self.press("action_receive")
        clerk.picture("year_received")
        self.enter(OFFICE)
        self.cycle()
        self.press("action_archive_results", confirm=True)
        self.state("已归档")
