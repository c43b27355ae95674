"""Show the entries of the menu that concern the reader: with something to see, or to begin.

A head of a body keeps no lists of his own, a scheme without bonuses has no ledger: their entries would only ever
open an empty page.
"""

from functools import lru_cache

from odoo import models
from odoo.fields import Domain
from odoo.tools import SQL
from odoo.tools.safe_eval import safe_eval

from ..states import UNDER_WAY

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

        Asked of our own records; what Odoo keeps is always there, and so are dialogs that do not say when they have
        something to offer. ``mine``: actions about the user himself, where what he may begin about others does not
        count.
        """
        actions = self.env["ir.actions.act_window"].sudo().browse(action_ids)
        names, found, looks = actions.get_external_id(), set(), {}
        for action in actions:
            model = self.env.get(action.res_model)
            if model is None or not _is_ours(model):
                continue
            if model._transient or action.target == "new":
                if _is_offered(model) and not model._offers_new():
                    found.add(action.id)
                continue
            waiting = WAITING.get(names[action.id])
            domain = safe_eval(waiting or action.domain or "[]", action._get_eval_context())
            # what waits for him may be a draft that he does not see yet: only whether there is any is told
            looks[action] = (model.sudo() if waiting else model)._search(domain, limit=1)
        begins = lru_cache(maxsize=None)(self._begins)
        for action in self._empty(looks):
            closed = safe_eval(action.context or "{}", action._get_eval_context()).get("create", True) is False
            if closed or not begins(action.res_model, action.id in mine):
                found.add(action.id)
        return found

    def _empty(self, looks):
        """Those of ``looks`` ({key: query}) that find nothing, in their order. One query for all of them."""
        asked = [SQL("EXISTS (%s)", query.select("1")) for query in looks.values() if not query.is_empty()]
        told = iter(self.env.execute_query(SQL("SELECT %s", SQL(", ").join(asked)))[0] if asked else ())
        return [key for key, query in looks.items() if query.is_empty() or not next(told)]

    def _begins(self, model_name, about_himself):
        """Whether the user may make a record of the model; where it needs a cycle, whether his office has one."""
        model = self.env[model_name]
        if not model.has_access("create"):
            return False
        if _is_offered(model):
            return model._offers_own() if about_himself else model._offers_new()
        cycle = model._fields.get("cycle_id")
        if about_himself or cycle is None or not cycle.required:
            return not about_himself
        offered = safe_eval(cycle.domain) if isinstance(cycle.domain, str) else list(cycle.domain)
        offered = Domain(offered or [("state", "in", ["draft", *UNDER_WAY])]) & Domain("of_my_office", "=", True)
        return bool(self.env["cadre.cycle"].search_count(offered, limit=1))


def _is_ours(model):
    return model._name.startswith("cadre.") and not model._abstract


def _is_offered(model):
    return isinstance(model, model.env.registry["cadre.offered.mixin"])


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
