"""A walk over all screens of one user: what is shown opens, what can be pressed answers in a sentence."""

import re

from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.service.model import get_public_method
from psycopg2 import IntegrityError

from .sheet import Sheet

SAMPLES = 2
"""So many records of each state are opened, and see each button pressed."""
DEPTH = 2
"""A button of a dialog that a button opened is pressed; then it ends."""
TYPED = ("char", "text", "html", "many2one", "many2many", "one2many")
"""Kinds of fields in which a typed word is searched."""
RAW = re.compile(
    r"</?(?:p|br|div|span|ul|ol|li|b|strong|em|i|table|tr|td)\b[^>]*>"  # HTML
    r"|^\s*(?:\{\s*[\"'][\w ]+[\"']\s*:|\[\s*[{\[])"  # JSON
    r"|\b[a-z][a-z_]*(?:\.[a-z_]+)+,\s?\d+\b"  # model,id
)
"""What is written for programs and not for people."""
LATIN = re.compile(r"[A-Za-z]{3,}")
LATIN_FINE = re.compile(r"“[^”]*”|\"[^\"]*\"|\([^)]*\)|（[^）]*）|\S*[._/@:\d]\S*|OdooBot|Administrator")
"""Parts of a sentence that may hold Latin letters: quoted names, numbers of documents, names of files and models."""


class Walk:
    """``faults`` says what was wrong, each once: (menu, what, which, why)."""

    def __init__(self, screens):
        self.screens, self.env = screens, screens.env
        self.faults, self.counts = {}, {"menus": 0, "records": 0, "buttons": 0, "refusals": 0, "filters": 0}
        self.pressed = set()
        self.place = ""

    def fault(self, what, why):
        self.faults.setdefault((what, str(why)[:300]), self.place)

    def attempt(self, what, function):
        """Call it and undo it. A refusal is an answer, in Chinese words; every other error is a fault."""
        result = None
        try:
            with self.env.cr.savepoint() as point:
                result = function()
                self.env.flush_all()
                point.rollback()
        except (UserError, AccessError) as error:  # a ValidationError is a UserError
            self.counts["refusals"] += 1
            self.read(what, str(error), words=True)
        except IntegrityError as error:
            self.attempt_message(what, error)
        except Exception as error:  # pylint: disable=broad-except  # whatever it is: this is what is looked for
            self.fault(what, f"{type(error).__name__}: {error}")
        self.env.invalidate_all()
        return result

    def attempt_message(self, what, error):
        """The database said no: what the server makes of it for the user."""
        model = next((m for m in self.env.registry.values() if m._table == error.diag.table_name), None)
        self.read(what, self.env[model._name if model else "base"]._sql_error_to_message(error), words=True)

    def read(self, what, text, words=False):
        """A text on the screen: nothing raw; with ``words``, nothing Latin either."""
        if RAW.search(text):
            self.fault(what, f"raw: {text[:200]}")
        if words and len(LATIN.findall(LATIN_FINE.sub(" ", text))) > 2:
            self.fault(what, f"not Chinese: {text[:200]}")

    # -- all menus -------------------------------------------------------------------------------------------------
    def all(self):
        for path, menu, action in self.screens.menus():
            self.place, self.counts["menus"] = menu, self.counts["menus"] + 1
            if action["type"] == "ir.actions.act_window":
                self.window(action, "/".join(path))
        return self

    def window(self, action, what, depth=0):
        """A window action: its views, the records in them, their buttons."""
        if not action.get("views"):
            self.fault(what, "an action without views: the client cannot show it")
            return
        if action["views"][0][1] == "form":
            self.dialog(action, what, depth)
            return
        views = self.attempt(f"{what}: views", lambda: self.screens.views(action))
        if not views:
            return
        if action.get("help"):
            self.read(f"{what}: help", re.sub(r"</?(?:p|br)\b[^>]*>", "", str(action["help"])))
        if depth:
            self.rows(action, views, what)
            return
        self.filters(action, views["search"], what)
        samples = self.samples(action, views, what)
        for kind, arch in views.items():
            if kind in ("list", "kanban"):
                self.rows(action, {kind: arch}, what)
                self.header(action, arch, samples, what)
        if "form" in views:
            for record in samples:
                self.form(action, record, what)

    def rows(self, action, views, what):
        """What the lists read: every field of theirs."""
        model = self.screens.model(action)
        for kind, arch in views.items():
            if kind in ("list", "kanban"):
                names = {node.get("name") for node in arch.iter("field") if not list(node.iterancestors("field"))}
                spec = {name: {} for name in names if name in model._fields}
                domain = self.screens.domain(action)
                self.attempt(f"{what}: {kind}", lambda s=spec, d=domain: model.web_search_read(d, s, limit=20))

    def samples(self, action, views, what):
        """Some records of each state, as the list shows them."""
        model = self.screens.model(action)
        found = self.attempt(f"{what}: records", lambda: model.search(self.screens.domain(action), limit=120))
        found = found if found is not None else model
        by_state = found.grouped("state") if "state" in model._fields else {None: found}
        return model.concat(*[some[:SAMPLES] for some in by_state.values()]) if found else model

    # -- searching -------------------------------------------------------------------------------------------------
    def filters(self, action, search, what):
        """Each filter, grouping and search field, alone."""
        model, base = self.screens.model(action), Domain(self.screens.domain(action))
        for node in search.iter("filter", "field"):
            label = f"{what}: {node.tag} {node.get('name')}"
            self.counts["filters"] += 1
            if node.tag == "filter" and node.get("domain"):
                domain = base & Domain(self.screens.evaluated(node.get("domain")))
                self.attempt(label, lambda d=domain: model.search(d, limit=1))
            if node.tag == "filter" and "group_by" in (node.get("context") or ""):
                by = self.screens.evaluated(node.get("context"))["group_by"]
                self.attempt(label, lambda b=by: model.formatted_read_group(base, [b], ["__count"], limit=5))
            if node.tag == "field" and not list(node.iterancestors("searchpanel")):
                domain = self.screens.evaluated(node.get("filter_domain") or "")
                if not domain and model._fields[node.get("name")].type in TYPED:
                    domain = [(node.get("name"), node.get("operator") or "ilike", "试")]
                self.attempt(label, lambda d=domain: model.search(base & Domain(d or []), limit=1))

    # -- buttons ---------------------------------------------------------------------------------------------------
    def header(self, action, arch, samples, what):
        """The buttons above a list, with no, one and several records selected."""
        model = self.screens.model(action)
        for button in arch.xpath("./header/button"):
            chosen = [model] if button.get("display") == "always" else []
            for records in [*chosen, samples[:1], samples]:
                if records or chosen:
                    self.press(button, records, f"{what}: {button.get('name')} on {len(records)}")

    def form(self, action, record, what, depth=0):
        """A record opened, its texts read, its buttons pressed."""
        self.counts["records"] += 1
        view = self.screens.view_id(action)
        state = record._fields.get("state") and record.state
        sheet = self.attempt(f"{what}: open", lambda: Sheet(self.screens, record, "form", view))
        if sheet is None:
            return
        for name, value in sheet.texts():
            self.read(f"{record._name}.{name}", value)
        for button, name in list(sheet.buttons()):
            if (record._name, name, button.get("context"), state) not in self.pressed:
                self.pressed.add((record._name, name, button.get("context"), state))
                self.press(button, record, f"{record._name}: {name} ({state})", sheet, depth)

    def dialog(self, action, what, depth):
        """A dialog: filled in, and its buttons pressed."""
        model, view = self.screens.model(action), self.screens.view_id(action)
        if depth > DEPTH or (action["res_model"], view, depth) in self.pressed:
            return
        record = model.browse(action.get("res_id") or ())
        if record and not record._transient:
            self.attempt(f"{what}: opens", lambda: Sheet(self.screens, record, "form", view))
            return
        self.pressed.add((action["res_model"], view, depth))

        def filled():
            return Sheet(self.screens, record, "form", view).fill()

        if not model._name.startswith("cadre."):
            self.attempt(f"{what}: dialog {model._name}", lambda: Sheet(self.screens, record, "form", view))
            return
        sheet = self.attempt(f"{what}: dialog {model._name}", filled)
        for button, name in list(sheet.buttons()) if sheet is not None else ():

            def pressed(button=button):
                self.press_now(button, filled().save(), None, depth + 1)

            self.attempt(f"{what}: {model._name} {name}", pressed)

    def press(self, button, records, what, sheet=None, depth=0):
        self.counts["buttons"] += 1
        self.attempt(what, lambda: self.press_now(button, records, sheet, depth, what))

    def press_now(self, button, records, sheet, depth, what=""):
        """What the client does with the answer of a button, inside the transaction of the button."""
        names = sheet._get_eval_context() if sheet is not None else {"id": records.id if len(records) == 1 else False}
        context = self.screens.evaluated(button.get("context") or "{}", names)
        active = {"active_id": records[:1].id, "active_ids": records.ids, "active_model": records._name}
        if button.get("type") == "object":
            model = records.with_context(**context)
            method = get_public_method(model, button.get("name"))
            answer = method(model) if not getattr(method, "_api_model", False) else self.fault(what, "takes no records")
        else:
            answer = {"type": "ir.actions.act_window", **self.by_number(button.get("name"), {**active, **context})}
        if isinstance(answer, dict) and answer.get("type") == "ir.actions.act_window":
            answer = self.screens.prepared({**answer, "context": {**context, **self.context_of(answer, active)}})
            self.window(answer, what or button.get("name"), depth + 1)
        elif isinstance(answer, dict) and answer.get("type") == "ir.actions.client":
            self.read(what, words_of(answer.get("params")), words=answer.get("tag") == "display_notification")

    def context_of(self, answer, active):
        return self.screens.evaluated(answer.get("context") or {}, active) or {}

    def by_number(self, name, names):
        action = self.env["ir.actions.actions"].sudo().browse(int(name))
        found = self.env[action.type].sudo().browse(action.id)
        values = found._get_action_dict() if action.type == "ir.actions.act_window" else found.read()[0]
        return {**values, "context": {**names, **(self.screens.evaluated(values.get("context") or "{}", names) or {})}}


def words_of(params):
    """The words of a notification."""
    parts = [params.get("title"), params.get("message")] if isinstance(params, dict) else []
    return " ".join(str(part) for part in parts if part)
