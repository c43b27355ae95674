"""Which entries of the menu concern the reader?  Those that show him something, or where he may begin something.

A head of a body keeps no lists of his own, a scheme without bonuses has no ledger: their entries would only ever
open an empty page.
"""

from odoo import models
from odoo.tools.safe_eval import safe_eval

from ..cycle.cadre_cycle_reminders import RUNNING

ROOT = "cadre_assessment.menu_cadre_root"
MINE = "cadre_assessment.menu_cadre_my"
_OWN = "[('user_id', '=', uid)]"
_LED = "[('leader_user_id', '=', uid)]"
_LED_OR_HEADED = "['|', ('leader_user_id', '=', uid), ('section_head_user_id', '=', uid)]"
WAITING = {
    "cadre_assessment.cadre_work_plan_review_action": _LED,
    "cadre_assessment.cadre_progress_report_review_action": _LED_OR_HEADED,
    "cadre_assessment.cadre_progress_report_rate_action": _LED,
    "cadre_assessment.cadre_score_self_action": _OWN,
}
"""Lists that are empty as long as nothing waits or is written, and yet concern whoever has such records. By action."""


class IrUiMenu(models.Model):
    _inherit = "ir.ui.menu"

    def load_web_menus(self, debug):
        """Without what does not concern the user; with everything for who develops (``debug``)."""
        menus = super().load_web_menus(debug)
        by_name = {menu["xmlid"]: menu["id"] for menu in menus.values()}
        if debug or ROOT not in by_name:
            return menus
        menus = {key: {**menu, "children": list(menu["children"])} for key, menu in menus.items()}
        mine = {menus[one]["actionID"] for one in _below(menus, by_name.get(MINE))}
        asked = {
            menus[one]["actionID"]
            for one in _below(menus, by_name[ROOT])
            if menus[one]["actionModel"] == "ir.actions.act_window" and not menus[one]["children"]
        }
        _prune(menus, by_name[ROOT], self._of_no_concern(asked, mine))
        return menus

    def _of_no_concern(self, action_ids, mine):
        """Those of the window actions that show the user nothing and where he may begin nothing.

        Asked of lists about the records of cycles only: dialogs, people and schemes are always there. ``mine``:
        actions about the user himself, where what he may begin about others does not count.
        """
        actions = self.env["ir.actions.act_window"].sudo().browse(action_ids)
        names, found, running = actions.get_external_id(), set(), None
        for action in actions:
            model = self.env.get(action.res_model)
            if action.target == "new" or model is None or not _is_of_a_cycle(model):
                continue
            waiting = WAITING.get(names[action.id])
            domain = safe_eval(waiting or action.domain or "[]", action._get_eval_context())
            # what waits for him may be a draft that he does not see yet: only whether there is any is told
            if (model.sudo() if waiting else model).search_count(domain, limit=1):
                continue
            if model.has_access("create"):
                if isinstance(model, self.env.registry["cadre.offered.mixin"]):
                    begins = model._offers_own() if action.id in mine else model._offers_new()
                elif action.id in mine:
                    begins = False
                else:
                    if running is None:
                        cycles = self.env["cadre.cycle"]
                        running = bool(cycles.search_count([("state", "in", ["draft", *RUNNING])], limit=1))
                    begins = running
                if begins:
                    continue
            found.add(action.id)
        return found


def _is_of_a_cycle(model):
    return "cycle_id" in model._fields and model._name.startswith("cadre.") and not model._transient


def _below(menus, menu_id):
    """Ids of the entry and of everything below it."""
    if menu_id in menus:
        yield menu_id
        for child in menus[menu_id]["children"]:
            yield from _below(menus, child)


def _prune(menus, menu_id, dropped):
    """Remove entries that open one of the ``dropped`` actions, and headings left empty; whether anything is left."""
    menu = menus[menu_id]
    for child in list(menu["children"]):
        if not _prune(menus, child, dropped):
            menu["children"].remove(child)
            del menus[child]
    return bool(menu["children"]) or bool(menu["actionID"] and menu["actionID"] not in dropped)
