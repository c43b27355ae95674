"""The trail beside our records only grows, signed and dated by the server. (issue 9, number 6)

Every model with a chatter, every account, every way over the wire: afterwards the tables themselves are compared.
"""

from datetime import datetime, timedelta

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tests import new_test_user

from .builder import SecretBuilder, WireCase

LONG_AGO = "2020-01-01 08:00:00"
FORGED = "<p>伪造</p>"


class TrailCase(SecretBuilder, WireCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = "base.group_system,cadre_assessment.group_cadre_manager"
        cls.admin_user = new_test_user(cls.env, login="cadre_admin", groups=groups, company_id=cls.company.id)
        cls.stranger = cls.plain_user.partner_id
        cls.chatty = {}
        for name in sorted(cls.env.registry):
            model = cls.env[name]
            if name.startswith("cadre.") and not model._abstract and "message_ids" in model._fields:
                record = cls.theirs if name == "cadre.assessment" else model.sudo().search([], limit=1, order="id desc")
                if record:
                    cls.chatty[name] = record.sudo()
        cls.log, cls.tracked, cls.tasks, cls.files = {}, {}, {}, {}
        field = cls.env["ir.model.fields"]._get("cadre.assessment", "state")
        for name, record in cls.chatty.items():
            cls.log[name] = record._message_log(body="系统记录")
            cls.tracked[name] = cls.env["mail.tracking.value"].create(
                {
                    "mail_message_id": cls.log[name].id,
                    "field_id": field.id,
                    "old_value_char": "A",
                    "new_value_char": "B",
                }
            )
            record._message_subscribe(cls.leader_user.partner_id.ids)
            if "activity_ids" in record._fields:
                cls.tasks[name] = record.activity_schedule(
                    "mail.mail_activity_data_todo", user_id=cls.leader_user.id, summary="领导办理"
                )
        cls.env.flush_all()

    # -- what stands -----------------------------------------------------------------------------------------------
    def rows(self, query):
        self.env.cr.execute(query)
        return {row[0]: row for row in self.env.cr.fetchall()}

    def stands(self):
        self.env.flush_all()
        return {
            "messages": self.rows(
                """SELECT id, body, subject, author_id, email_from, date, message_type, model, res_id, subtype_id
                     FROM mail_message WHERE model LIKE 'cadre.%'"""
            ),
            "values": self.rows(
                """SELECT v.id, v.old_value_char, v.new_value_char, v.mail_message_id, v.field_id
                     FROM mail_tracking_value v JOIN mail_message m ON m.id = v.mail_message_id
                    WHERE m.model LIKE 'cadre.%'"""
            ),
            "tasks": self.rows(
                """SELECT id, user_id, summary, date_deadline, active, res_model, res_id, feedback
                     FROM mail_activity WHERE res_model LIKE 'cadre.%' AND automated"""
            ),
            "followers": self.rows(
                "SELECT id, res_model, res_id, partner_id FROM mail_followers WHERE res_model LIKE 'cadre.%'"
            ),
        }

    def compare(self, before, user):
        """What stood still stands; what came is the caller's own, of today, and no log."""
        after = self.stands()
        office = user.has_group("cadre_assessment.group_cadre_officer")  # it sees to the tasks of who is away
        for kind in ("messages", "values") if office else ("messages", "values", "tasks"):
            kept = {key: row for key, row in after[kind].items() if key in before[kind]}
            self.assertEqual(kept, before[kind], f"{kind} changed by {user.login}")
        for key in after["messages"].keys() - before["messages"].keys():
            _id, body, _subject, author, _mail, day, kind, model, *_rest = after["messages"][key]
            self.assertEqual(author, user.partner_id.id, f"{model}: {body} is signed by another")
            self.assertLess(abs(day - datetime.utcnow()), timedelta(hours=1), f"{model}: {body} is dated otherwise")
            self.assertIn(
                kind, ("comment", "user_notification", "email_outgoing"), f"{model}: {body} looks like the log"
            )
        self.assertFalse(after["values"].keys() - before["values"].keys(), "values were invented")
        came = {row[3] for key, row in after["followers"].items() if key not in before["followers"]}
        self.assertNotIn(self.stranger.id, came - {user.partner_id.id}, "a stranger was made to follow")
        gone = {before["followers"][key] for key in before["followers"].keys() - after["followers"].keys()}
        if not office:
            self.assertFalse({row for row in gone if row[3] != user.partner_id.id}, "somebody was made to leave")

    # -- the attacks -----------------------------------------------------------------------------------------------
    def attacks(self, name):
        record, log, value = self.chatty[name], self.log[name], self.tracked[name]
        ids, on = record.ids, {"model": name, "res_id": record.id}
        secretary = self.decider_user.partner_id
        forged = {"author_id": secretary.id, "email_from": "secretary@example.com", "date": LONG_AGO}
        invented = [[0, 0, {"field_id": value.field_id.id, "old_value_char": "A", "new_value_char": "Z"}]]
        for values in (
            {"body": FORGED},
            {"body": FORGED, **forged, "message_type": "notification", "tracking_value_ids": invented},
        ):
            yield "mail.message", "create", [[{**on, **values}]], {}
            context = {f"default_{key}": one for key, one in {**on, **values}.items() if key != "tracking_value_ids"}
            yield "mail.message", "create", [[{"body": FORGED}]], {"context": context}
        for values in (
            {"body": FORGED},
            forged,
            {"message_type": "comment"},
            {"model": "res.partner", "res_id": secretary.id},
            {"res_id": record.id + 1},
            {"tracking_value_ids": [[5]]},
            {"tracking_value_ids": [[1, value.id, {"new_value_char": "Z"}]]},
            {"attachment_ids": [[5]]},
        ):
            yield "mail.message", "write", [log.ids, values], {}
        yield "mail.message", "unlink", [log.ids], {}
        yield "mail.message", "copy", [log.ids, forged], {}
        for command in (
            [1, log.id, {"body": FORGED}],
            [2, log.id],
            [3, log.id],
            [5],
            [0, 0, {"body": FORGED, **forged}],
        ):
            yield name, "web_save", [ids, {"message_ids": [command]}, {}], {}
        yield "mail.tracking.value", "write", [value.ids, {"new_value_char": "Z"}], {}
        yield "mail.tracking.value", "unlink", [value.ids], {}
        yield "mail.tracking.value", "create", [[{**invented[0][2], "mail_message_id": log.id}]], {}
        for kwargs in (
            {"body": FORGED, **forged},
            {"body": FORGED, "message_type": "notification", "tracking_value_ids": invented},
            {"body": FORGED, "message_type": "email", "author_id": secretary.id},
        ):
            yield name, "message_post", [ids], kwargs
        yield name, "message_notify", [ids], {"body": FORGED, "partner_ids": self.stranger.ids, **forged}
        view = "mail.message_activity_done"
        yield name, "message_post_with_source", [ids, view], {"author_id": secretary.id}
        yield name, "message_change_thread", [ids, self.stranger.ids], {}
        composed = {"model": name, "res_ids": str(ids), "body": FORGED, "author_id": secretary.id, "subject": "x"}
        for mode in ("comment", "mass_mail"):
            yield "mail.compose.message", "create", [[{**composed, "composition_mode": mode}]], {}
        scheduled = {**on, "body": FORGED, "author_id": secretary.id, "scheduled_date": self.soon() + " 08:00:00"}
        yield "mail.scheduled.message", "create", [[scheduled]], {}
        yield name, "message_subscribe", [ids, self.stranger.ids], {}
        yield name, "message_unsubscribe", [ids, self.leader_user.partner_id.ids], {}
        yield name, "write", [ids, {"message_partner_ids": [[6, 0, self.stranger.ids]]}], {}
        yield name, "write", [ids, {"message_follower_ids": [[0, 0, {"partner_id": self.stranger.id}]]}], {}
        follower = {"res_model": name, "res_id": record.id, "partner_id": self.stranger.id}
        yield "mail.followers", "create", [[follower]], {}
        wizard = {"res_model": name, "res_ids": str(ids), "partner_ids": [[6, 0, self.stranger.ids]]}
        yield "mail.followers.edit", "create", [[wizard]], {}
        for task in self.tasks.get(name, ()):
            for values in (
                {"user_id": self.plain_user.id},
                {"active": False},
                {"summary": "x", "note": FORGED},
                {"date_deadline": "2030-01-01"},
                {"res_id": record.id + 1},
                {"automated": False},
            ):
                yield "mail.activity", "write", [task.ids, values], {}
                yield name, "write", [ids, {"activity_ids": [[1, task.id, values]]}], {}
            for method in ("unlink", "action_done", "action_feedback", "action_cancel", "action_archive"):
                yield "mail.activity", method, [task.ids], {}
            yield "mail.activity", "action_reschedule_nextweek", [task.ids], {}
            todo = ["mail.mail_activity_data_todo"]
            yield name, "activity_unlink", [ids, todo], {}
            yield name, "activity_feedback", [ids, todo], {}
            yield name, "activity_reschedule", [ids, todo], {"date_deadline": "2030-01-01"}
            yield name, "write", [ids, {"activity_ids": [[5]]}], {}

    def attack(self, login):
        self.log_in(login)
        user = self.env["res.users"].search([("login", "=", login)])
        self.assertGreaterEqual(len(self.chatty), 15, sorted(self.chatty))
        before = self.stands()
        for name, record in self.chatty.items():
            for model, method, args, kwargs in self.attacks(name):
                answer, _text = self.ask(model, method, *args, **kwargs)
                if method == "create" and answer:
                    self._send(model, answer)
            place = {"thread_model": name, "thread_id": record.id}
            log = self.log[name]
            forged = {"body": FORGED, "message_type": "notification", "author_id": self.decider_user.partner_id.id}
            self.post("/mail/message/post", **place, post_data=forged)
            self.post("/mail/message/update_content", message_id=log.id, update_data={"body": FORGED})
            self.post("/mail/thread/unsubscribe", res_model=name, res_id=record.id, partner_ids=[1])
        self.compare(before, user)

    def _send(self, model, ids):
        """What a wizard does once it is there."""
        methods = {
            "mail.compose.message": "action_send_mail",
            "mail.scheduled.message": "post_message",
            "mail.followers.edit": "edit_followers",
        }
        if model in methods:
            self.ask(model, methods[model], ids)


class TestTrail(TrailCase):
    """Every way, for every account."""

    def test_plain(self):
        self.attack("cadre_plain")

    def test_the_person(self):
        """Whom the records are about."""
        self.attack("cadre_secret")

    def test_auditor_and_foreign_leader(self):
        self.attack("cadre_auditor")
        self.attack("cadre_other_leader")

    def test_officer(self):
        """The office writes nearly every record, and nobody's trail."""
        self.attack("cadre_officer")

    def test_administrator(self):
        """Not even who may everything in Odoo, short of the database."""
        self.attack("cadre_admin")


class TestOwnTrail(TrailCase):
    """What stays possible: to write as oneself, to do one's own tasks, and files only while the record is open."""

    def test_a_comment(self):
        """Written by a writer of the record, through the chatter and over RPC: his, now, a comment; and it stays."""
        report = self.report
        self.log_in("cadre_officer")
        answer, _text = self.post(
            "/mail/message/post", thread_model=report._name, thread_id=report.id, post_data={"body": "请补充。"}
        )
        [[posted], _text] = self.ask(report._name, "message_post", report.ids, body="再请补充。")
        messages = self.env["mail.message"].browse(
            [answer["message_id"], posted if isinstance(posted, int) else posted[0]]
        )
        self.assertEqual(messages.author_id, self.officer_user.partner_id)
        self.assertEqual(set(messages.mapped("message_type")), {"comment"})
        self.refused("mail.message", "write", messages.ids, {"body": "改"})
        self.refused("mail.message", "unlink", messages.ids)
        _answer, text = self.post("/mail/message/update_content", message_id=messages[0].id, update_data={"body": "改"})
        self.assertIn('"error"', text)

    def test_own_tasks(self):
        """Who was given a task closes it, and so does the office; what one gave oneself one changes."""
        name, record = "cadre.progress.report", self.report
        task = record.sudo().activity_schedule("mail.mail_activity_data_todo", user_id=self.secret_user.id)
        self.env.flush_all()
        self.log_in("cadre_other_leader")
        self.refused("mail.activity", "action_feedback", task.ids)
        self.log_in("cadre_secret")
        self.ask("mail.activity", "action_feedback", task.ids, feedback="已办")
        self.env.invalidate_all()
        self.assertFalse(task.active)
        self.log_in("cadre_officer")
        values = {
            "res_model_id": self.env["ir.model"]._get_id(name),
            "res_id": record.id,
            "user_id": self.officer_user.id,
            "summary": "自己的事",
        }
        [[own], _text] = self.ask("mail.activity", "create", [values])
        self.ask("mail.activity", "write", [own], {"summary": "改了"})
        self.refused("mail.activity", "write", [own], {"res_id": record.id + 1})
        self.env.invalidate_all()
        self.assertEqual(self.env["mail.activity"].browse(own).summary, "改了")

    def test_the_office_on_its_own(self):
        """The office sees to the tasks of who is away, but not to one about its own member."""
        own = self.assessment(self.officer)
        task = own.sudo().activity_schedule("mail.mail_activity_data_todo", user_id=self.leader_user.id)
        self.env.flush_all()
        self.log_in("cadre_officer")
        self.refused("mail.activity", "unlink", task.ids)
        self.ask("mail.activity", "unlink", self.tasks["cadre.assessment"].ids)
        self.env.invalidate_all()
        self.assertTrue(task.exists())
        self.assertFalse(self.tasks["cadre.assessment"].exists())

    def test_names_of_tasks(self):
        """A task names its record to each of its readers, and is found by that name by those who may read it."""
        task = self.tasks["cadre.assessment"]
        self.log_in("cadre_officer")
        [row], _text = self.ask("mail.activity", "read", task.ids, ["res_name"])
        self.assertIn(self.secret.name, row["res_name"])
        found, _text = self.ask("mail.activity", "search", [("res_name", "ilike", self.secret.name)])
        self.assertIn(task.id, found)
        self.log_in("cadre_leader")  # whose task it is, and who may not read the assessment yet
        [row], _text = self.ask("mail.activity", "read", task.ids, ["res_name"])
        self.assertEqual(row["res_name"], "Assessment")
        found, _text = self.ask("mail.activity", "search", [("res_name", "ilike", self.secret.name)])
        self.assertNotIn(task.id, found or [])

    def test_who_lost_sight_hears_nothing(self):
        """A follower who may no longer read the record is told nothing of what is written on it."""
        record = self.case.sudo()
        record._message_subscribe((self.leader_user | self.discipline_user).partner_id.ids)
        message = (
            record.with_user(self.admin_user)
            .sudo()
            .message_post(body="立案", message_type="comment", subtype_xmlid="mail.mt_comment")
        )
        self.assertEqual(message.notified_partner_ids, self.discipline_user.partner_id)

    def test_files_of_locked_records(self):
        """A record that was handed in takes no further file, and loses none: directly or through the chatter."""
        for name, record in self.chatty.items():
            if not getattr(record, "_all_locked", lambda: ())() or not getattr(record, "_locks_every_file", True):
                continue
            open_state = record.state
            on = {"res_model": name, "res_id": record.id}
            file = self.env["ir.attachment"].create({"name": "依据.txt", "raw": b"x", **on})
            guarded(record).write({"state": sorted(record._all_locked())[0]})
            self.env.flush_all()
            for login in ("cadre_officer", "cadre_secret", "cadre_admin"):
                self.log_in(login)
                self.ask("ir.attachment", "write", file.ids, {"raw": "eA=="})
                self.ask("ir.attachment", "write", file.ids, {"name": "x", "res_id": False})
                self.ask("ir.attachment", "write", file.ids, {"res_model": "res.partner", "res_id": 1})
                self.ask("ir.attachment", "unlink", file.ids)
                self.post("/mail/attachment/delete", attachment_id=file.id)
                self.ask("ir.attachment", "create", [{"name": "新.txt", "raw": "eA==", **on}])
                upload = {"thread_id": record.id, "thread_model": name, "csrf_token": self.csrf()}
                self.url_open("/mail/attachment/upload", data=upload, files={"ufile": ("新.txt", b"y")}, timeout=60)
                self.ask(name, "message_post", record.ids, body="x", attachments=[["新.txt", "eA=="]])
                self.env.invalidate_all()
                there = self.env["ir.attachment"].search([("res_model", "=", name), ("res_id", "=", record.id)])
                self.assertEqual((there, file.name, file.raw), (file, "依据.txt", b"x"), f"{name}: {login}")
            guarded(record).write({"state": open_state})

    def csrf(self):
        return self.url_open("/web").text.split('csrf_token: "')[1].split('"')[0]
