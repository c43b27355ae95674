"""The steps from preparation to sealed counts, and what is frozen on the way."""

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger
from psycopg2.errors import CheckViolation

from .builder import BallotCase


class TestBallotSteps(BallotCase):
    def test_opening_freezes_everything(self):
        """Opening freezes persons, groups, headings, scale, minimum and anonymity (issue: what must run)."""
        ballot = self.opened()
        for values in (
            {"minimum_papers": 3},
            {"scale_id": self.ballot_scale.copy().id},
            {"rate_self": True},
            {"top_ratio": 1},
        ):
            with self.assertRaises(UserError):
                ballot.write(values)
        for record, values in (
            (ballot.subject_ids[0], {"name": "别人"}),
            (ballot.group_ids, {"weight": 3}),
            (ballot.group_ids, {"ballot_id": self.make_ballot().id}),
            (ballot.criterion_ids, {"name": "总体"}),
        ):
            with self.assertRaises(UserError):
                record.write(values)
            with self.assertRaises(UserError):
                record.unlink()
        for model, values in (
            ("cadre.ballot.subject", {"name": "别人"}),
            ("cadre.ballot.group", {"name": "别的组"}),
            ("cadre.ballot.criterion", {"name": "总体"}),
        ):
            with self.assertRaises(UserError):
                self.office_env[model].create({"ballot_id": ballot.id, **values})
        with self.assertRaises(UserError):
            ballot.unlink()

    def test_values_of_the_levels_are_frozen(self):
        """A level's value changed after opening does not change what the marks score."""
        ballot = self.opened()
        self.assertEqual([option["value"] for option in ballot.options], ["100", "80", "60", "40"])

    def test_a_part_cannot_be_moved_into_an_open_ballot(self):
        """A subject of a draft does not slip into a ballot that is open."""
        ballot, draft = self.opened(), self.make_ballot()
        with self.assertRaises(UserError):
            draft.subject_ids[0].write({"ballot_id": ballot.id})

    def test_steps_in_order_and_by_the_office_only(self):
        """Draft, open, closed, sealed; nobody but the office takes a step."""
        ballot = self.make_ballot()
        for user in (self.person_user, self.leader_user, self.decider_user, self.auditor_user, self.discipline_user):
            for method in ("action_open", "action_close", "action_seal", "action_void"):
                with self.assertRaises(AccessError):
                    getattr(ballot.with_user(user), method)()
        for method in ("action_close", "action_seal", "action_void"):
            with self.assertRaises(UserError):
                getattr(ballot, method)()
        self.assertEqual(ballot.allowed_steps, " test open ")
        ballot.action_open()
        with self.assertRaises(UserError):
            ballot.action_open()
        ballot.action_close()
        with self.assertRaises(UserError):
            ballot.action_close()
        ballot.action_seal()
        with self.assertRaises(UserError):
            ballot.action_seal()
        self.assertEqual(ballot.state, "sealed")

    def test_state_changes_only_by_steps(self):
        """No field, default or copy brings a ballot into another state or with another hash."""
        ballot = self.make_ballot()
        for name, value in (
            ("state", "sealed"), ("digest", "x"), ("salt", "x"), ("paper_count", 9), ("receipt_count", 9), ("options",
            []), ("opened_at", "2025-01-01 00:00:00"), ("public_code", "x"), ("last_number", 0),
        ):  # fmt: skip
            with self.assertRaises(AccessError, msg=name):
                ballot.write({name: value})
        forged = self.office_env["cadre.ballot"].with_context(default_state="sealed", cadre_guard=True)
        self.assertEqual(forged.create({"name": "x", "scale_id": self.ballot_scale.id}).state, "draft")
        sealed = self.opened()
        sealed.action_close()
        sealed.action_seal()
        copy = sealed.copy()
        self.assertEqual((copy.state, copy.digest, copy.tally_ids.ids, len(copy.group_ids)), ("draft", False, [], 1))
        self.assertNotEqual(copy.public_code, sealed.public_code)

    def test_nothing_to_vote_on(self):
        """An empty list, no voters or a scale without values: the message says what to add."""
        ballot = self.make_ballot(names=(), groups=())
        with self.assertRaises(UserError) as caught:
            ballot.action_open()
        self.assertEqual(len(str(caught.exception).splitlines()), 2)
        worthless = self.ballot_scale.copy()
        worthless.grade_ids.write({"ballot_value": 0})
        with self.assertRaises(UserError):
            self.make_ballot(scale_id=worthless.id).action_open()

    def test_warnings_before_opening(self):
        """A limit of 0 top grades and too few voters are told before opening (S3-58)."""
        ballot = self.make_ballot(top_ratio=0.2, groups=(("全体", 4),))
        self.assertEqual((ballot.top_limit, len(ballot.warning.splitlines())), (0, 2))
        self.assertFalse(self.make_ballot().warning)

    def test_minimum_is_never_below_three(self):
        """With two papers in a cell each voter knows the other's."""
        with self.assertRaisesRegex(CheckViolation, "minimum"), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
            self.make_ballot(minimum_papers=2)
            self.env.flush_all()

    def test_levels_stay_while_papers_show_them(self):
        """A level on the papers of a ballot under way cannot be deleted: its marks would be of nothing."""
        ballot = self.opened()
        ballot.sudo().scale_id.company_id = self.env.company  # the office's own, not one that companies share
        with self.assertRaisesRegex(UserError, ballot.name):
            ballot.scale_id.grade_ids[-1].unlink()
        ballot.action_void()
        ballot.scale_id.grade_ids[-1].unlink()

    def test_void(self):
        """A ballot given up leaves neither marks nor receipts, and its links are dead."""
        ballot = self.opened()
        token = self.issue(ballot.group_ids, 1)[0]
        self.vote(token, self.top, self.top, self.good)
        ballot.action_void()
        for model in ("mark", "receipt", "tally"):
            self.assertFalse(self.env[f"cadre.ballot.{model}"].search_count([]))
        self.assertEqual(ballot.state, "void")
        self.assertEqual(self.vote(token, self.top, self.top, self.good)[0], "used")
        with self.assertRaises(UserError):
            ballot.action_seal()

    def test_one_ballot_for_one_person_and_component(self):
        """Two ballots of one cycle cannot score the same person for the same component."""
        first, second = self.make_ballot(), self.make_ballot()
        (first | second).subject_ids.filtered(lambda s: s.name == "李明").write({"employee_id": self.person.id})
        component = self.a_component("ballot")
        cycle = self.make_cycle(scheme_id=component.scheme_id.id)
        (first | second).write({"cycle_id": cycle.id, "component_id": component.id})
        first.action_open()
        with self.assertRaisesRegex(UserError, "李明"):
            second.action_open()
        first.action_void()
        second.action_open()


class TestIssue(BallotCase):
    """Links: issued once, revoked before use, never more than voters."""

    def order(self, ballot, **values):
        form = Form(self.office_env["cadre.ballot.issue"].with_context(default_ballot_id=ballot.id))
        for name, value in values.items():
            setattr(form, name, value)
        return form.save()

    def test_what_is_left_is_counted_anew(self):
        """The dialogue closes with the order; the next one offers what is really left, revoked slips included."""
        ballot = self.make_ballot()
        order = self.order(ballot)
        self.assertEqual((order.left, order.count), (30, 30))
        order.count = 12
        self.assertTrue(order.action_issue()["close"])
        order._fulfil()
        self.env.invalidate_all()
        self.assertEqual((self.order(ballot).left, self.order(ballot).count), (18, 18))
        revoke = self.order(ballot)
        revoke.numbers = "1-2"
        revoke.action_revoke()
        self.env.invalidate_all()
        self.assertEqual(self.order(ballot).left, 20)

    def test_tokens_are_nowhere_in_the_database(self):
        """Only a digest is kept: not the token, in no column of no table of the room or the mail."""
        ballot = self.make_ballot()
        order = self.order(ballot, count=3)
        order.action_issue()
        tokens = [token for _number, token, _name in order._fulfil()]
        self.assertEqual(len(set(tokens)), 3)
        self.assertTrue(all(len(token) * 6 >= 128 for token in tokens))
        self.env.flush_all()
        for table in (
            "cadre_ballot",
            "cadre_ballot_ticket",
            "cadre_ballot_issue",
            "cadre_ballot_group",
            "mail_message",
            "mail_mail",
            "ir_attachment",
        ):
            self.env.cr.execute(f"SELECT count(*) FROM {table} t WHERE t::text ~ %s", ("|".join(tokens),))
            self.assertEqual(self.env.cr.fetchone()[0], 0, table)

    def test_an_order_is_fulfilled_once(self):
        """Reloading the page of the slips does not print them again, nor issue new ones."""
        ballot = self.make_ballot()
        order = self.order(ballot, count=3)
        self.assertEqual(len(order._fulfil()), 3)
        self.assertIsNone(order._fulfil())
        self.assertEqual(ballot.issued_count, 3)

    def test_no_more_links_than_voters(self):
        """A voter gets a link or a paper, not both: links and papers together are no more than expected."""
        ballot = self.make_ballot(groups=(("全体", 5),))
        self.issue(ballot.group_ids, 3)
        with self.assertRaises(UserError):
            self.order(ballot, count=3).action_issue()
        ballot.group_ids.paper_issued = 2
        with self.assertRaises(UserError):
            ballot.group_ids.paper_issued = 3

    def test_revoke_and_reissue(self):
        """A lost slip is revoked by its number, a lost link by its person; what was used stays."""
        ballot = self.opened()
        tokens = self.issue(ballot.group_ids, 4)
        self.assertEqual(self.vote(tokens[0], self.top, self.top, self.top)[0], "cast")
        with self.assertRaises(UserError):
            self.order(ballot, numbers="1、3").action_revoke()
        self.order(ballot, numbers="2-3").action_revoke()
        self.assertEqual(
            [self.vote(token, *[self.top] * 3)[0] for token in tokens], ["used", "revoked", "revoked", "cast"]
        )
        with self.assertRaisesRegex(UserError, "abc"):
            self.order(ballot, numbers="abc").action_revoke()
        people = self.person | self.other
        self.issue(ballot.group_ids, employees=people)
        with self.assertRaisesRegex(UserError, self.person.name):
            self.issue(ballot.group_ids, employees=self.person)
        order = self.order(ballot, kind="links")
        order.employee_ids = self.person
        order.action_revoke()
        self.assertEqual(len(self.issue(ballot.group_ids, employees=self.person)), 1)
        self.assertEqual((ballot.issued_count, ballot.returned_count), (4, 2))

    def test_revoking_all_asks_for_the_number(self):
        """Without slips or persons named every unused link goes, and only after their number was typed."""
        ballot = self.opened()
        tokens = self.issue(ballot.group_ids, 4)
        self.assertEqual(self.vote(tokens[0], self.top, self.top, self.top)[0], "cast")
        order = self.order(ballot)
        self.assertEqual(order.unused, 3)
        for typed in (0, 4):
            order.unused_typed = typed
            with self.assertRaisesRegex(UserError, "3 unused links"):
                order.action_revoke()
        order.unused_typed = 3
        order.action_revoke()
        self.assertEqual([self.vote(token, *[self.top] * 3)[0] for token in tokens], ["used", *["revoked"] * 3])

    def test_only_the_office_orders(self):
        """Nobody else makes an order, and nobody fulfils another's."""
        ballot = self.make_ballot()
        with self.assertRaises(AccessError):
            self.env["cadre.ballot.issue"].with_user(self.decider_user).create(
                {"ballot_id": ballot.id, "group_id": ballot.group_ids.id}
            )
        foreign = self.make_ballot()
        order = self.order(ballot, count=1)
        order.group_id = foreign.group_ids
        with self.assertRaises(UserError):
            order._fulfil()
        ballot.action_open()
        ballot.action_close()
        order.group_id = ballot.group_ids
        with self.assertRaises(UserError):
            order._fulfil()


class TestComponent(BallotCase):
    def test_component_must_be_a_ballot(self):
        """A ballot feeds a component whose method is the ballot."""
        component = self.a_component("coef_of_grade")
        with self.assertRaises(ValidationError):
            self.make_ballot(component_id=component.id)
