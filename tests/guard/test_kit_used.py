"""The guard kit is used everywhere; what stands outside it is listed, with its reason."""

import ast
import re
from pathlib import Path

from odoo.tests import BaseCase

ROOT = Path(__file__).parents[2]
KIT = "cadre_assessment/models/guard/"
RULE = re.compile(r"_?(refuse|check|require)_?")
"""A refusal that no table of the kit can tell is a rule with a name of its own: ``_refuse_<what>``."""
PLAIN = re.compile(r"not (works_for\(.*\)|self\._is_office\(\)|self\.env\.user\.has_group\(.*\))")
COMMAND = "command[0]"
WAYS_IN = frozenset({"create", "write", "unlink", "copy", "copy_data"})
SAY_NO_THEMSELVES = {
    "models/archive/cadre_result.py": "the archive: nobody writes or copies it, the server neither",
    "models/archive/cadre_archive_entry.py": "likewise",
    "models/scheme/cadre_versioned_mixin.py": "looks for a free code, and says so where the one asked for is taken",
}
ASK_FOR_THE_SUPERUSER = {
    "models/cycle/cadre_cycle.py": "a step taken on a cycle moves it to no other unit: only the server may go beyond",
    "models/office.py": "the server makes records for no unit in particular",
    "models/organization/hr_job.py": "Odoo's model: code inside a step of ours still acts for its user",
    "models/organization/hr_version.py": "likewise",
    "models/organization/person_facts.py": "read whole for the server, for a user by his rights, in steps too",
    "models/record/cadre_progress_report_steps.py": "the superuser himself, no user for whom a page became superuser",
    "models/scheme/cadre_criterion.py": "what was used is changed in no step either",
    "models/scheme/cadre_scheme_part.py": "likewise",
    "models/selection/hr_version.py": "Odoo's model: an appointment writes as superuser, a step of ours does not",
    "models/shared.py": "what companies share is changed in no step either",
    "models/trail/ir_attachment.py": "Odoo's pages become superuser for any user: the trail asks for more than the kit",
    "models/trail/mail_activity.py": "likewise",
    "models/trail/mail_compose_message.py": "likewise",
    "models/trail/mail_followers.py": "likewise",
    "models/trail/mail_message.py": "likewise",
    "models/trail/mail_thread.py": "likewise",
    "models/trail/mail_tracking_value.py": "likewise",
    "models/trail/own_screen.py": "likewise",
    "models/ir_actions_report.py": "the other way round: the server itself prints no form",
    "report/appointment_form.py": "likewise",
}
READ_COMMANDS = {
    "models/naming.py": "which records are named by a command, to ask whether he may read them",
    "models/ledger/cadre_ledger_event_steps.py": "who would get points by a command, before there is a row",
    "models/organization/res_users.py": "Odoo writes one's own user as superuser: the kit sees no client there",
}


def sources():
    """(path inside its addon, tree) of the product's modules outside the kit."""
    for addon in ("cadre_assessment", "cadre_assessment_reports"):
        for path in sorted((ROOT / addon).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(KIT) and "/migrations/" not in name and "/tests/" not in name:
                yield path.relative_to(ROOT / addon).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def raised(node):
    """Names of the exceptions that stand behind ``raise`` in ``node``."""
    for one in ast.walk(node):
        if isinstance(one, ast.Raise) and isinstance(one.exc, ast.Call) and isinstance(one.exc.func, ast.Name):
            yield one.exc.func.id


class TestKitUsed(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.trees = list(sources())

    def test_there_is_something_to_sweep(self):
        self.assertGreater(len(self.trees), 300)

    def assert_listed(self, found, listed):
        """What is found is what is listed: neither a new one, nor a reason for what is gone."""
        self.assertEqual(set(found) - listed.keys(), set(), "use the guard kit, or say here why not")
        self.assertEqual(listed.keys() - set(found), set(), "no longer needed: strike it out")

    def test_a_refusal_is_a_rule_with_a_name(self):
        """No step, way in or page refuses by the way: it asks the kit, or a method called by what it refuses."""
        found = [
            f"{name}: {one.name}"
            for name, tree in self.trees
            for one in functions(tree)
            if "AccessError" in raised(one) and not RULE.match(one.name)
        ]
        self.assertEqual(found, [], "ask the kit (_refuse_step, _require_office, require_role …) or name the rule")

    def test_ways_in_ask(self):
        """``create``, ``write``, ``unlink`` and ``copy`` ask; they say no sentence of their own."""
        found = {name for name, tree in self.trees for one in functions(tree) if one.name in WAYS_IN and [*raised(one)]}
        self.assert_listed(found, SAY_NO_THEMSELVES)

    def test_who_is_the_server(self):
        """``trust.py`` says who is the server; what asks for the superuser alone has a reason."""
        found = {
            name
            for name, tree in self.trees
            for one in ast.walk(tree)
            if isinstance(one, ast.Attribute) and one.attr in ("su", "is_superuser")
        }
        self.assert_listed(found, ASK_FOR_THE_SUPERUSER)

    def test_nobody_else_looks_for_the_guard(self):
        """``is_trusted``, ``is_guarded`` and ``is_server`` say whether the server's permission is there."""
        for name, tree in self.trees:
            for one in ast.walk(tree):
                if isinstance(one, ast.Name):
                    self.assertNotIn(one.id, ("GUARD", "GUARD_KEY"), name)

    def test_commands(self):
        """``kept.py`` knows which commands of a client reach which rows."""
        found = {
            name
            for name, tree in self.trees
            for one in ast.walk(tree)
            if isinstance(one, ast.Compare) and isinstance(one.left, ast.Subscript) and ast.unparse(one.left) == COMMAND
        }
        self.assert_listed(found, READ_COMMANDS)

    def test_one_table_of_steps(self):
        """``steps.py`` alone has the table of steps, what is allowed by it and the sentence about a wrong state."""
        for name, tree in self.trees:
            for one in ast.walk(tree):
                if isinstance(one, ast.Assign):
                    self.assertNotIn("allowed_steps", map(ast.unparse, one.targets), name)
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    self.assertNotIn("this step is not possible in the state", one.value, name)
                if isinstance(one, ast.FunctionDef):
                    self.assertNotIn(one.name, ("steps_now", "_may_take", "_refuse_step"), name)

    def test_roles_are_asked_in_one_way(self):
        """``office.py`` turns a missing role or office into a refusal: nobody else raises behind these questions."""
        for name, tree in self.trees:
            for one in ast.walk(tree):
                if isinstance(one, ast.If) and name != "models/office.py":
                    asked = ast.unparse(one.test)
                    refuses = len(one.body) == 1 and "AccessError" in raised(one.body[0])
                    where = f"{name}:{one.lineno}"
                    self.assertFalse(refuses and PLAIN.fullmatch(asked), f"{where}: require_office, require_role")
