"""Odoo's own house rules let our addons in: the classes by which Odoo checks its addons, run on ours."""

import ast
from pathlib import Path
from unittest.mock import patch

from odoo.addons.test_lint.tests import (
    test_index,
    test_manifests,
    test_orm_import,
    test_override_signatures,
    test_pylint,
)
from odoo.addons.test_lint.tests.test_naming import TestNaming  # noqa: F401
from odoo.addons.test_lint.tests.test_onchange_domains import TestOnchangeDomains  # noqa: F401
from odoo.models import BaseModel
from odoo.modules import Manifest
from odoo.tests import BaseCase, TransactionCase

OURS = ("cadre_assessment", "cadre_assessment_reports")
# the example report of one OCA addon and two models of another, not ours
FOREIGN = {
    ("report.report_xlsx.partner_xlsx", "generate_xlsx_report"),
    ("queue.job.channel", "write"),
    ("queue.job.function", "write"),
}


# a table of a dozen rows of the queue, likewise
SMALL = {"queue.job.function"}


class TestIndex(test_index.TestIndex):
    def test_enforce_index_on_one2many_inverse(self):
        """The rows of a one2many are found by an index."""
        known = test_index.BTREE_INDEX_IGNORE_MODELS | SMALL
        with patch.object(test_index, "BTREE_INDEX_IGNORE_MODELS", known):
            super().test_enforce_index_on_one2many_inverse()


class TestOverrides(test_override_signatures.TestLintOverrideSignatures):
    def test_lint_override_signature(self):
        """An override takes what the method it overrides takes."""
        known = test_override_signatures.MODEL_METHODS_TO_IGNORE | FOREIGN
        with patch.object(test_override_signatures, "MODEL_METHODS_TO_IGNORE", known):
            super().test_lint_override_signature()


class TestImports(test_orm_import.TestDunderinit):
    def test_addons_orm_import(self):
        """Addons import odoo.api, odoo.fields and odoo.models, never odoo.orm."""
        ours = [Manifest.for_addon(name) for name in OURS]
        with patch.object(test_orm_import.Manifest, "all_addon_manifests", return_value=ours):
            super().test_addons_orm_import()


class TestPylint(test_pylint.TestPyLint):
    def test_pylint(self):
        """Odoo's own checks of queries, texts and overrides, on our addons instead of on all of Odoo."""
        ours = [Path(Manifest.for_addon(name).path).resolve() for name in OURS]
        run = test_pylint.subprocess.run

        def run_on_ours(command, **options):
            # by their names in the checkout: pylint takes a folder below a hidden one for none of a package
            checks = [word for word in command if word.startswith("--") or word == command[0]]
            return run([*checks, *(one.name for one in ours)], **options, cwd=ours[0].parent)

        with (
            patch.object(test_pylint.Manifest, "all_addon_manifests", return_value=[]),
            patch.object(test_pylint.subprocess, "run", run_on_ours),
        ):
            super().test_pylint()


class TestManifests(test_manifests.ManifestLinter):
    def test_manifests(self):
        """A manifest says what Odoo knows, of the kind that it takes, and nothing that is so anyway."""
        ours = [Manifest.for_addon(name) for name in OURS]
        with patch.object(test_manifests.Manifest, "all_addon_manifests", return_value=ours):
            super().test_manifests()


class TestAnswers(BaseCase):
    def test_every_public_action_answers(self):
        """Over XML-RPC nothing (None) is a fault: the step would be done, and the caller told that it failed."""
        silent = []
        for addon in OURS:
            root = Path(Manifest.for_addon(addon).path)
            for file in root.rglob("*.py"):
                tree = ast.parse(file.read_text(encoding="utf-8"))
                silent += [
                    f"{file.relative_to(root)}:{one.lineno} {one.name}"
                    for one in ast.walk(tree)
                    if isinstance(one, ast.FunctionDef) and one.name.startswith("action_") and not _answers(one)
                ]
        self.assertFalse(silent)


def _answers(function):
    """Whether it returns a value, and never nothing."""
    returns = [one for one in ast.walk(function) if isinstance(one, ast.Return)]
    return bool(returns) and all(one.value is not None for one in returns)


class TestNames(TransactionCase):
    def test_no_field_hides_a_method(self):
        """A field named as a method of every model (``new``) takes that method away from Odoo."""
        hidden = [
            f"{model._name}.{name}"
            for model in self.env.values()
            for name, field in model._fields.items()
            if set(field._modules) & set(OURS) and callable(getattr(BaseModel, name, None))
        ]
        self.assertFalse(hidden)
