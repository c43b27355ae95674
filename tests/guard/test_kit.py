"""The kit keeps its promises on a model that has nothing else. (law 4)"""

import json

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError

from .small import SmallCase


class Why:
    """A refusal says why: the state, whose turn it is, one's own record, the role."""

    def _said(self, paper, code):
        return str(paper._refusal(paper._step(code)) or "")

    def test_wrong_state(self):
        """It names the state the record is in."""
        self.assertIn("not possible in the state “Draft”", self._said(self.paper.with_user(self.leader_user), "answer"))

    def test_another_s_turn(self):
        """It names who takes the step, to whom may read the record."""
        self.assertEqual(self._said(self.mine, "send"), "")
        self.mine._take("send")
        self.assertIn(self.leader.name, self._said(self.paper.with_user(self.other_leader_user), "answer"))
        self.env["ir.model.access"].search([("name", "=", "cadre.small.paper")]).perm_read = False
        with self.assertRaises(AccessError) as caught:
            self._said(self.paper.with_user(self.other_leader_user), "answer")
        self.assertNotIn(self.leader_user.name, str(caught.exception))

    def test_one_s_own(self):
        """Whom the record is about takes only the steps that are his, also when he is the answerer or the office."""
        self.paper.answerer_id = self.person_user
        self.mine._take("send")
        self.assertIn("about yourself", self._said(self.mine, "answer"))
        guarded(self.paper).write({"state": "answered", "user_id": self.officer_user.id})
        self.assertIn("about yourself", self._said(self.paper.with_user(self.officer_user), "file"))

    def test_the_office(self):
        """A step of the office says so."""
        guarded(self.paper).write({"state": "answered"})
        self.assertIn("taken by the assessment office", self._said(self.paper.with_user(self.leader_user), "file"))
        self.assertEqual(self._said(self.paper.with_user(self.officer_user), "file"), "")

    def test_taking_it_says_the_same(self):
        """What the kit raises is what it says."""
        with self.assertRaises(UserError):
            self.paper.with_user(self.leader_user)._take_with_reason("answer", "是")
        self.mine._take("send")
        with self.assertRaises(AccessError) as caught:
            self.paper.with_user(self.other_leader_user)._take_with_reason("answer", "是")
        self.assertIn(self.leader.name, str(caught.exception))


class Reason:
    """Step(reason=True): the kit asks for it and hands it on."""

    def test_reason(self):
        """It is stripped, must say something, and only steps that ask for one take one."""
        self.mine._take("send")
        leader = self.paper.with_user(self.leader_user)
        for code, reason in (("answer", ""), ("answer", "  \n"), ("answer", None), ("file", "是"), ("none", "是")):
            with self.subTest(code=code, reason=reason), self.assertRaises(UserError):
                leader._take_with_reason(code, reason)
        leader._take_with_reason("answer", " 同意 ")
        self.assertEqual((self.paper.answer, self.paper.state), ("同意", "answered"))
        self.assertEqual(self.paper.answered_by_id, self.leader_user)

    def test_dialog(self):
        """The dialog leads there, and decides nothing."""
        action = self.mine._ask_reason("answer")
        wizard = self.env["cadre.step.reason"].with_user(self.person_user)
        wizard = wizard.with_context(**action["context"]).create({"reason": "试"})
        with self.assertRaises(UserError):
            wizard.action_confirm()


class Rows:
    """A line stays with its record, whatever the command and whoever's record it is."""

    def test_every_command(self):
        """0–6 on a row of another record, from create and write; the row does not move."""
        row = self.foreign.line_ids
        second = self.paper.with_user(self.person_user).create({"user_id": self.person_user.id})
        reached = [
            [(1, row.id, {"name": "forged"})],
            [(2, row.id, 0)],
            [(3, row.id, 0)],
            [(4, row.id, 0)],
            [(6, 0, [row.id])],
            [row.id],
            [(0, 0, {"name": "new", "paper_id": self.foreign.id, "id": row.id}), (4, row.id)],
        ]
        for commands in reached:
            for record in (self.mine, second):
                with self.subTest(commands=commands), self.assertRaises(AccessError):
                    record.write({"line_ids": commands})
            with self.subTest(create=commands), self.assertRaises(AccessError):
                self.mine.create({"user_id": self.person_user.id, "line_ids": commands})
            with self.subTest(server=commands), self.assertRaises(AccessError):
                self.mine.browse().begin({"line_ids": commands})
        self.env.invalidate_all()
        self.assertEqual((row.paper_id, row.name), (self.foreign, self.other_user.login))

    def test_own_rows(self):
        """The rows of the record itself are changed through it; 5 clears its own and no other."""
        line = self.paper.line_ids
        self.mine.write({"line_ids": [(1, line.id, {"name": "b"}), (4, line.id), (0, 0, {"name": "c"})]})
        self.assertEqual(self.paper.line_ids.mapped("name"), ["b", "c"])
        self.mine.write({"line_ids": [(5,)]})
        self.assertFalse(self.paper.line_ids)
        self.assertTrue(self.foreign.line_ids)

    def test_locked_with_the_record(self):
        """No command reaches a row of a record that was sent."""
        self.mine._take("send")
        line = self.paper.line_ids
        for commands in ([(0, 0, {"name": "x"})], [(1, line.id, {"name": "x"})], [(2, line.id)], [(5,)], [(6, 0, [])]):
            with self.subTest(commands=commands), self.assertRaises(UserError):
                self.mine.write({"line_ids": commands})
        with self.assertRaises(UserError):
            line.with_user(self.person_user).write({"name": "x"})


class TwoWrites:
    """What the server fills in is written with its rights, what the client sent with his."""

    def test_the_server_completes(self):
        """Values of the server stand where the client says nothing; its rows too."""
        made = self.mine.browse().begin({"user_id": self.person_user.id})
        self.assertEqual((made.name, made.line_ids.mapped("name")), ("made", ["given"]))
        made = self.mine.browse().begin({"name": "own", "line_ids": [(0, 0, {"name": "mine"})]})
        self.assertEqual((made.name, made.line_ids.mapped("name")), ("own", ["mine"]))

    def test_nested(self):
        """Commands inside commands meet the same guard."""
        with self.assertRaises(AccessError):
            self.mine.browse().begin({"line_ids": [(0, 0, {"name": "x", "state": "sent"})]})

    def test_defaults_of_a_client(self):
        """Neither the context nor a personal default value brings rows or values into what the server makes."""
        row = self.foreign.line_ids
        commands = [(1, row.id, {"name": "forged"})]
        Paper = self.mine.browse().with_context(default_line_ids=commands, default_answer="ja", default_number=1)
        made = Paper.begin({})
        field = self.env["ir.model.fields"]._get("cadre.small.paper", "line_ids")
        default = self.env["ir.default"].create(
            {"field_id": field.id, "user_id": self.person_user.id, "json_value": "[]"}
        )
        self.env.flush_all()  # Odoo runs the commands while it checks the value: with the user's rights, not here
        self.env.cr.execute("UPDATE ir_default SET json_value = %s WHERE id = %s", (json.dumps(commands), default.id))
        self.env.registry.clear_cache()
        made |= self.mine.browse().sudo().create({"name": "by the server"})
        self.assertEqual(set(made.mapped("answer")), {False})
        self.assertEqual(set(made.mapped("number")), {7})
        self.assertEqual(row.name, self.other_user.login)
        with self.assertRaises(AccessError):
            self.mine.browse().with_context(default_line_ids=commands).create({})


class Kept:
    """Stored related and read-only values are the server's."""

    def test_values(self):
        """Another value is refused, the one that stands is no change."""
        for name, value in (("company_name", "别的单位"), ("number", 8)):
            with self.subTest(field=name):
                with self.assertRaisesRegex(AccessError, "nobody writes them by hand"):
                    self.mine.write({name: value})
                with self.assertRaisesRegex(AccessError, "nobody writes them by hand"):
                    self.mine.create({"user_id": self.person_user.id, name: value})
                self.mine.write({name: self.paper[name]})
                self.mine.create({"user_id": self.person_user.id, name: self.paper[name]})
        forged = self.mine.browse().with_context(default_company_name="别的单位", default_number=9)
        made = forged.create({"user_id": self.person_user.id})
        self.assertEqual((made.company_name, made.number), (self.company.name, 7))


class Own:
    """The office's powers end at its own record."""

    def test_office_fields(self):
        """What only the office writes, its member does not write about himself."""
        officer = self.officer_user
        self.paper.with_user(officer).write({"deadline": "31"})
        with self.assertRaises(AccessError):
            self.mine.write({"deadline": "30"})
        with self.assertRaises(AccessError):
            self.paper.with_user(officer).create({"user_id": officer.id, "deadline": "30"})
        own = self.paper.with_user(officer).create({"user_id": officer.id})
        with self.assertRaises(AccessError):
            own.write({"deadline": "30"})

    def test_every_operation(self):
        """What is no work of the person himself is refused in create, write and unlink, also through a part."""
        for model in ("cadre.small.paper", "cadre.small.line"):
            self.patch(self.registry[model], "_own_work", frozenset())
        officer = self.officer_user
        own = self.env["cadre.small.paper"].create({"user_id": officer.id, "line_ids": [(0, 0, {"name": "x"})]})
        mine, line = own.with_user(officer), own.line_ids.with_user(officer)
        for attempt in (
            lambda: mine.create({"user_id": officer.id}),
            lambda: mine.write({"name": "x"}),
            lambda: self.paper.with_user(officer).write({"user_id": officer.id}),
            mine.unlink,
            lambda: line.write({"name": "y"}),
            line.unlink,
            lambda: line.create({"paper_id": own.id, "name": "z"}),
            lambda: mine.write({"line_ids": [(1, line.id, {"name": "y"})]}),
        ):
            with self.assertRaisesRegex(AccessError, "about yourself"):
                attempt()


class ServerOnly:
    """Rows that nobody writes by hand."""

    def test_clients(self):
        """No client makes, changes or deletes one; an empty call is no call."""
        count = self.env["cadre.small.count"].create({"number": 1})
        client = count.with_user(self.manager_user)
        for attempt in (lambda: client.create({"number": 2}), lambda: client.write({"number": 2}), client.unlink):
            with self.assertRaisesRegex(AccessError, "nobody writes them by hand"):
                attempt()
        self.assertFalse(client.create([]))
        client.browse().write({"number": 2})
        guarded(client).write({"number": 3})
        self.assertEqual(count.number, 3)

    def test_superuser_is_not_enough(self):
        """Where the guard is asked for, being superuser opens nothing."""
        with self.assertRaises(AccessError):
            self.env["cadre.small.seal"].create({"number": 1})
        self.assertFalse(self.env["cadre.small.seal"].create([]))
        seal = guarded(self.env["cadre.small.seal"]).create({"number": 1})
        for attempt in (lambda: seal.with_context(cadre_guard=None).write({"number": 2}),
                        seal.with_context(cadre_guard=None).unlink):  # fmt: skip
            with self.assertRaises(AccessError):
                attempt()


class Files:
    """A file is locked with its record."""

    def test_files(self):
        """Not exchanged, moved there or away, or deleted, once the record was sent."""
        Attachment = self.env["ir.attachment"].with_user(self.person_user)
        place = {"res_model": "cadre.small.paper", "res_id": self.paper.id}
        file = Attachment.create({"name": "a.txt", "raw": b"a", **place})
        loose = Attachment.create({"name": "b.txt", "raw": b"b"})
        self.mine._take("send")
        for attempt in (
            lambda: file.write({"raw": b"c"}),
            lambda: file.write({"res_id": self.foreign.id}),
            file.unlink,
            lambda: loose.write(place),
            lambda: Attachment.create({"name": "c.txt", "raw": b"c", **place}),
        ):
            with self.assertRaises(UserError):
                attempt()
        self.assertEqual(file.raw, b"a")
        self.patch(self.registry["cadre.small.paper"], "_locks_every_file", False)
        loose.write(place)


class TestKit(Why, Reason, Rows, TwoWrites, Kept, Own, ServerOnly, Files, SmallCase):
    """All of it in one class: a registry is set up anew for each."""
