"""No record is named before somebody who may not read it, by any way Odoo has of naming one. (issue 9, number 2)"""

import json

from odoo.tools import mute_logger

from tests.test_rpc_sweep import public_methods

from .builder import LOGGERS, SECRET, SecretBuilder, WireCase

ASSESSED = ("cadre.assessment", "cadre.result", "cadre.consequence", "cadre.appeal", "cadre.decision", "cadre.ballot")
STAFF = (
    "cadre.case", "cadre.posting", "cadre.education", "cadre.family.member", "cadre.resume.line", "cadre.training",
)  # fmt: skip
ROLES = {
    "plain": None,
    "person": (*ASSESSED, "cadre.case", "cadre.progress.report", "cadre.work.plan", "cadre.ledger.event"),
    "other_leader": (*ASSESSED, "cadre.progress.report", "cadre.progress.deduction", "cadre.ledger.posting"),
    "hr": STAFF,
    "auditor": ASSESSED,
    "officer": ("cadre.case",),
}
"""Who asks, and of which models (``None``: of all that he may not read)."""


class NamesCase(SecretBuilder, WireCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.records = cls.telling()
        cls.marked = {}
        for name, record in cls.records.items():
            cls.marked[name] = cls._hang_on(record)
        cls.env.flush_all()

    @classmethod
    def _hang_on(cls, record):
        """A message, a follower, a task and a file on it: numbers that a stranger may try."""
        on = {"res_model": record._name, "res_id": record.id}
        values = {
            "ir.attachment": cls.env["ir.attachment"].create({"name": "附件", "raw": b"x", **on}).id,
            "mail.activity": cls.env["mail.activity"]
            .create(
                {
                    "res_model_id": cls.env["ir.model"]._get_id(record._name),
                    "res_id": record.id,
                    "user_id": cls.manager_user.id,
                    "summary": "办理",
                }
            )
            .id
            if "activity_ids" in record._fields
            else False,
        }
        if "message_ids" in record._fields:
            values["mail.message"] = record.sudo().message_post(body="一条意见").id
            record.sudo()._message_subscribe(cls.manager_user.partner_id.ids)
            follower = record.sudo().message_follower_ids.filtered(
                lambda one: one.partner_id == cls.manager_user.partner_id
            )
            values["mail.followers"] = follower.id
        return values

    def unread(self, user, models):
        """The records that ``user`` may not read."""
        for name, record in self.records.items():
            if (models is None or name in models) and not record.sudo(False).with_user(user).has_access("read"):
                yield record

    # -- the ways --------------------------------------------------------------------------------------------------
    def ways(self, record):
        """Every way of naming ``record``: (model, method, arguments, keywords)."""
        name, number = record._name, record.id
        ids, model_id = [number], self.env["ir.model"]._get_id(name)
        named = {"display_name": {}}
        for model, field in self.references():
            place = {field.model_field: name, field.name: number}
            spec = {one: {} for one in self.spoken(model)} | {field.name: {"fields": named}}
            if model == "mail.activity":
                place["res_model_id"] = model_id
            yield model, "onchange", [[], place, list(place), spec], {}
            yield model, "onchange", [[], {}, [], spec], {"context": {f"default_{k}": v for k, v in place.items()}}
            yield model, "create", [[{"name": "x", **place} if model == "ir.attachment" else place]], {}
            yield model, "search_read", [[(field.model_field, "=", name), (field.name, "=", number)]], {}
        for model, hanging in self.marked[name].items():
            if hanging:
                spec = {one: {} for one in self.spoken(model)} | {"res_id": {"fields": named}}
                yield model, "read", [[hanging]], {}
                yield model, "web_read", [[hanging], spec], {}
                yield model, "export_data", [[hanging], ["display_name", "res_name", "record_name"]], {}
                yield model, "search_count", [[("id", "=", hanging)]], {}
        here = [("res_model", "=", name), ("res_id", "=", number), ("res_name", "ilike", SECRET)]
        yield "mail.activity", "search_read", [here, ["res_name"]], {}
        for wizard in ("mail.compose.message", "mail.activity.schedule", "mail.followers.edit"):
            known = {"model": name, "res_model": name, "res_ids": str(ids), "res_id": number, "partner_ids": [[4, 1]]}
            place = {key: value for key, value in known.items() if key in self.env[wizard]._fields}
            spec = {one: {} for one in self.spoken(wizard)}
            context = {"active_model": name, "active_ids": ids, "active_id": number}
            context |= {f"default_{key}": value for key, value in place.items()}
            yield wizard, "onchange", [[], {}, [], spec], {"context": context}
            yield wizard, "onchange", [[], place, list(place), spec], {}
            yield wizard, "create", [[place]], {"context": context}
        yield "cadre.step.reason", "create", [[{"res_model": name, "res_ids": ids, "step": "x", "reason": "x"}]], {}
        yield "comment.wizard", "create", [[{"res_model": name, "res_id": number, "comment": "x"}]], {}
        fields_read = ["display_name", "name", "create_uid"]
        for method, args in (
            ("read", [ids, ["display_name"]]),
            ("read", [ids]),
            ("web_read", [ids, named]),
            ("search_read", [[("id", "=", number)], fields_read]),
            ("web_search_read", [[("id", "=", number)], named]),
            ("name_search", [SECRET]),
            ("search_count", [[("id", "=", number), ("display_name", "ilike", SECRET)]]),
            ("export_data", [ids, ["display_name", ".id"]]),
            ("get_metadata", [ids]),
            ("onchange", [ids, {}, ["state"], named]),
            ("onchange", [[], {"id": number}, [], named]),
            ("copy", [ids]),
            ("write", [ids, {"company_id": 1}]),
            ("web_save", [ids, {"sequence": 1}, named]),
            ("unlink", [ids]),
            ("check_access", [ids, "read"]),
            ("action_archive", [ids]),
        ):
            yield name, method, args, {}
        if "message_ids" in record._fields:
            for method, args, kwargs in (
                ("message_post", [ids], {"body": "x"}),
                ("message_notify", [ids], {"body": "x", "partner_ids": [1]}),
                ("message_subscribe", [ids, [1]], {}),
                ("message_subscribe", [ids, self.env.user.partner_id.ids], {}),
                ("message_unsubscribe", [ids, [1]], {}),
                ("message_get_followers", [ids], {}),
                ("message_post_with_source", [ids, "mail.message_origin_link"], {}),
                ("message_mail_with_source", [ids, "mail.message_origin_link"], {}),
            ):
                yield name, method, args, kwargs
        if "activity_ids" in record._fields:
            yield name, "activity_schedule", [ids], {"summary": "x"}
            yield name, "activity_search", [ids], {}

    def routes(self, record):
        """The pages of Odoo's chatter."""
        place = {"thread_model": record._name, "thread_id": record.id}
        yield "/mail/thread/messages", place
        yield "/mail/thread/recipients", {**place, "message_id": self.marked[record._name].get("mail.message") or 1}
        yield "/mail/thread/recipients/get_suggested_recipients", place
        yield "/mail/message/post", {**place, "post_data": {"body": "x"}}
        wanted = ["activities", "followers", "attachments", "messages", "display_name", "suggestedRecipients"]
        yield "/mail/data", {"fetch_params": [["mail.thread", {**place, "request_list": wanted}]]}
        yield "/mail/thread/subscribe", {"res_model": record._name, "res_id": record.id, "partner_ids": [1]}
        yield "/mail/thread/unsubscribe", {"res_model": record._name, "res_id": record.id, "partner_ids": [1]}
        follower = self.marked[record._name].get("mail.followers")
        if follower:
            yield "/mail/read_subscription_data", {"follower_id": follower}

    def references(self):
        """Every field of a model of Odoo's that names a record of any model."""
        for name in sorted(self.env.registry):
            model = self.env[name]
            if not model._abstract and not name.startswith("cadre."):
                for field in model._fields.values():
                    if field.type == "many2one_reference":
                        yield name, field

    def spoken(self, name):
        """Fields of a model that may say what a record is called."""
        words = ("display_name", "res_name", "record_name", "subject", "name", "preview", "res_model_name", "body")
        return [word for word in words if word in self.env[name]._fields]


class TestNames(NamesCase):
    """Every way, for every reader."""

    def test_enough_is_swept(self):
        """The builder has a record of every kind that tells; a kind added tomorrow is asked for."""
        restricted = set()
        for name in self.env.registry:
            model = self.env[name]
            if name.startswith("cadre.") and not model._abstract and not model._transient:
                rules = self.env["ir.rule"].search([("model_id.model", "=", name), ("groups", "!=", False)])
                open_to_all = any("(1, '=', 1)" in (rule.domain_force or "") for rule in rules)
                if rules and not open_to_all:
                    restricted.add(name)
        mixin = self.env.registry["cadre.discreet.mixin"]
        plain = {name for name in restricted if not isinstance(self.env[name], mixin)}
        self.assertFalse(plain, "their names are told to everybody")
        for name in ("cadre.case", "cadre.result", "cadre.consequence", "cadre.posting", "cadre.assessment"):
            self.assertIn(name, self.records)
        self.assertGreaterEqual(len(self.records), 25, sorted(self.records))

    def _sweep(self, role):
        self.log_in(f"cadre_{role}")
        user = getattr(self, f"{role}_user")
        asked = list(self.unread(user, ROLES[role]))
        self.assertTrue(asked)
        told = []
        for record in asked:

            def here(message, record=record):
                return (message.get("model"), message.get("res_id")) == (record._name, record.id)

            for model, method, args, kwargs in self.ways(record):
                _result, text = self.ask(model, method, *args, **kwargs)
                if SECRET in text:
                    told.append(f"{model}.{method}{args}: {text[max(0, text.find(SECRET) - 200) :][:500]}")
            for route, params in self.routes(record):
                result, text = self.post(route, **params)
                if route == "/mail/thread/messages":  # where there is no thread to read, Odoo gives all there is
                    text = str([one for one in (result or {}).get("data", {}).get("mail.message", ()) if here(one)])
                if SECRET in text:
                    told.append(f"{route}: {text[max(0, text.find(SECRET) - 200) :][:500]}")
        self.assertEqual(told, [], f"told to {role}")

    def test_plain(self):
        """An internal user without any role."""
        self._sweep("plain")

    def test_person(self):
        """A subject of the same year, and the records of another."""
        self._sweep("person")

    def test_other_leader(self):
        """A leader in charge of other people."""
        self._sweep("other_leader")

    def test_hr(self):
        """Who keeps the staff's pages, and has no part in the assessment."""
        self._sweep("hr")

    def test_auditor(self):
        """Before anything is decided."""
        self._sweep("auditor")

    def test_officer(self):
        """The office and the cases, which are the discipline staff's alone."""
        self._sweep("officer")


class TestNamesBehindFields(NamesCase):
    """Names that come with records which the reader may read, and with what the database refuses."""

    def test_many2one(self):
        """A record that may be read names what hangs on it as its reader knows it."""
        for role in ("plain", "person", "other_leader", "auditor", "decider", "officer", "manager"):
            login = f"cadre_{role}"
            self.log_in(login)
            user = self.env["res.users"].search([("login", "=", login)])
            for name in sorted(self.env.registry):
                model = self.env[name].with_user(user)
                if not name.startswith(("cadre.", "hr.")) or model._abstract or model._transient:
                    continue
                if model.has_access("read"):
                    self._look_behind(model, role)

    def _look_behind(self, model, role):
        behind = {
            field.name: field.comodel_name
            for field in model._fields.values()
            if field.type == "many2one"
            and field.comodel_name in self.records
            and model._has_field_access(field, "read")
        }
        if not behind:
            return
        spec = {name: {"fields": {"display_name": {}}} for name in behind}
        answer, text = self.ask(model._name, "web_search_read", [], spec)
        self.assertTrue(answer, text[:300])
        rows, _text = self.ask(model._name, "search_read", [], list(behind))
        for row, plain_row in zip(answer["records"], rows, strict=True):
            for name, comodel in behind.items():
                if row[name]:
                    readable = self.env[comodel].sudo(False).with_user(model.env.user).browse(row[name]["id"])
                    if not readable.has_access("read"):
                        told = f"{row[name]} {plain_row[name]}"
                        self.assertNotIn(SECRET, told, f"{model._name}.{name} tells {role}")

    def test_what_hangs_on_a_person(self):
        """Who cannot delete a person does not learn that it is because of a case, nor which columns a row has."""
        self.env["hr.employee"].flush_model()
        alone = self.make_employee(f"{SECRET}丙", "S9002", self.press_section)
        self.make("cadre.case", employee_id=alone.id)
        other = self.make_employee("丁", "S9003", self.press_section)
        self.make("cadre.posting", employee_id=other.id, kind="village", place="村", date_from="2025-03-01")
        self.env.flush_all()
        for login in ("cadre_officer", "cadre_hr", "cadre_manager"):
            self.log_in(login)
            answers = [self.refused("hr.employee", "unlink", [number]) for number in (alone.id, other.id)]
            for text in answers:
                for word in (SECRET, "cadre_case", "cadre.case", "案件", "cadre_posting", "DETAIL"):
                    self.assertNotIn(word, text, login)
            said = [self.message_of(text) for text in answers]
            reader = self.env["res.users"].search([("login", "=", login)])
            Posting = self.env["cadre.posting"].with_user(reader)
            if Posting.has_access("read") and Posting.search([("employee_id", "=", other.id)]):
                self.assertIn("丁", said[1], "what he may read is named")
            else:
                self.assertEqual(said[0], said[1], "what hangs on him is told")

    def message_of(self, text):
        return json.loads(text, strict=False)["error"]["data"]["message"]

    def test_what_the_database_says(self):
        """A row that breaks a constraint is not shown with its other columns, nor the one that is in its way."""
        self.log_in("cadre_discipline")
        for values in (
            {"opened_on": "2025-05-01", "closed_on": "2025-04-01"},
            {"employee_id": False},
            {"sanction_id": 999999, "decided_on": "2025-04-01"},
        ):
            _result, text = self.ask("cadre.case", "write", self.case.ids, values)
            self.assertIn('"error"', text)
            for word in ("DETAIL", "Failing row", SECRET, "cadre_case_"):
                self.assertNotIn(word, text, values)
        self.log_in("cadre_officer")
        twice = {"cycle_id": self.cycle.id, "name": "x", "year": 2025, "scheme_id": self.scheme.id}
        duplicate = {"code": self.scheme.code, "version": self.scheme.version, "name": "x", "subject_kind": "person"}
        for model, values in (("cadre.simulation", twice), ("cadre.scheme", duplicate)):
            _result, text = self.ask(model, "create", [values])
            self.assertNotIn("DETAIL", text)

    def test_numbers_of_people(self):
        """The staff number stands behind a name for who keeps the staff's pages, not for who reads a record."""
        self.log_in("cadre_auditor")
        context = {"show_staff_number": True}
        spec = {"employee_id": {"fields": {"display_name": {}}, "context": context}}
        _answer, text = self.ask("cadre.posting", "web_search_read", [], spec, context=context)
        self.assertIn(SECRET, text)
        self.assertNotIn("S9001", text)
        _answer, text = self.ask("cadre.posting", "search_read", [], ["employee_id"], context=context)
        self.assertNotIn("S9001", text)


class TestOurOwnWords(NamesCase):
    """Our own methods, which raise and answer with names; and what our forms fill in once a record is chosen."""

    def said(self, model, method, *args):
        """What a call answers or refuses, as text; nothing of it stays."""
        text = ""
        with self.env.cr.savepoint() as savepoint, mute_logger(*LOGGERS):
            try:
                text = str(getattr(model, method)(*args))
            except Exception as error:  # whatever a client's arguments make of it
                text = str(error)
            savepoint.rollback()
        self.env.invalidate_all()
        return text

    def calls(self, record, user):
        mine = record.sudo(False).with_user(user)
        for method in public_methods(self.env[record._name]):
            yield mine, method, ()
        for name in sorted(self.env.registry):
            model = self.env[name].with_user(user)
            if not name.startswith("cadre.") or model._abstract or not model.has_access("create"):
                continue
            for field in model._fields.values():
                if field.type in ("many2one", "many2many") and field.comodel_name == record._name:
                    chosen = record.id if field.type == "many2one" else [[6, 0, record.ids]]
                    spec = {
                        one.name: {"fields": {"display_name": {}}} if one.relational else {}
                        for one in model._fields.values()
                        if model._has_field_access(one, "read")
                    }
                    yield model, "onchange", ({field.name: chosen}, [field.name], spec)
                    default = model.with_context(**{f"default_{field.name}": chosen})
                    yield default, "onchange", ({}, [], spec)

    def test_our_own_words(self):
        told = []
        for role in ("plain", "person", "other_leader", "auditor", "decider", "officer", "discipline"):
            user = getattr(self, f"{role}_user")
            for record in self.unread(user, None):
                for model, method, args in self.calls(record, user):
                    text = self.said(model, method, *args)
                    if SECRET in text:
                        told.append(f"{role}: {record._name}, {model._name}.{method}: {text[:200]}")
        self.assertFalse(told, "\n".join(told))
