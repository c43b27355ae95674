"""The first days after the first hour, by hand: slips are used, a list is written, approved and filed."""

import time

ROW = ".o_data_row .o_data_cell, .o_kanban_record:not(.o_kanban_ghost)"
ITEMS = ".o_field_widget[name=item_ids]"


class FirstLists:
    """``clerk``: a :class:`tests.desk.Desk`; ``slips``: the first password by login, as it stands on paper."""

    def __init__(self, clerk, slips):
        self.clerk, self.slips = clerk, slips

    def enter(self, who):
        """The first login: the slip opens one page, on which a password is chosen."""
        clerk, own = self.clerk, f"Own-{who[::-1]}-word"
        clerk.login(who, self.slips[who])
        clerk.type("input[name=new]", own)
        clerk.type("input[name=again]", own)
        clerk.click("button[type=submit]")
        clerk.find(".o_cadre_home", free=False)

    def card(self, code):
        """A card of the first page, and the first record of its list, whose groups are opened."""
        clerk = self.clerk
        clerk.click(f".o_cadre_card[data-code={code}]")
        clerk.find(f".o_group_header, {ROW}", free=False)
        for _level in range(4):
            if clerk.count(ROW):
                break
            clerk.click(".o_group_header .o_group_name", number=clerk.count(".o_group_header") - 1)
            time.sleep(1)
        clerk.click(ROW)

    def press(self, name, state):
        """A button of the page, and the state that follows."""
        self.clerk.click(f".o_form_statusbar button[name={name}]")
        self.clerk.find(".o_arrow_button_current", state, free=False)

    def play(self, person, leader, office):
        clerk = self.clerk
        self.enter(person)
        self.card("plans")
        clerk.click(f"{ITEMS} .o_field_x2many_list_row_add a, {ITEMS} .o_field_x2many_list_row_add button")
        clerk.type(f"{ITEMS} .o_selected_row [name=name] textarea", "党支部规范化建设")
        clerk.type(f"{ITEMS} .o_selected_row [name=target] textarea", "全部支部达标，按季检查")
        clerk.type(f"{ITEMS} .o_selected_row [name=due] input", f"{time.localtime().tm_year}-10-31")
        self.press("action_submit", "待审定")
        self.enter(leader)
        self.card("led_plans")
        self.press("action_approve", "已审定")
        self.enter(office)
        self.card("file_plans")
        self.press("action_file", "已备案")
