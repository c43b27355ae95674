"""Every model is found in one place of its room.

What a room says of a model stands in one file that has the model's name, or in as few as the bound of a file allows:
then each has the model's name and its subject. Parts of a record (sections, lines) may stand with it.
"""

import ast
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from odoo.tests import BaseCase

MODELS = Path(__file__).parents[1] / "cadre_assessment" / "models"
KIT = {"guard", "trail"}
"""Rooms whose files have the name of a question: what they say holds for every model."""
LARGEST = 400
"""Lines of a file (``./cadre lint``)."""
OTHERWISE = {
    "home/own_units": "one question of four models: which rows are of the units that the reader leads",
    "home/to_do": "asks every model that has tasks",
    "organization/many_people": "one pass over four models that are made together",
    "organization/res_partner": "contacts, and the wizard of Odoo that merges them",
    "scheme/cadre_criterion_words": "what a condition asks, in words; what it is stands apart",
    "scheme/cadre_scheme_check_criteria": "one check of schemes and of the conditions under them",
    "scheme/cadre_scheme_news": "what following an edition asks; the check beside it is asked with each key typed",
    "selection/cadre_selection_step_registration": "until when people register themselves, and who did not",
    "selection/cadre_candidate_registration": "what keeps somebody from standing; how he stands by his own hand",
    "selection/cadre_selection_structure": "a city and its counties: what minima make of their lists",
    "selection/cadre_candidate_score": "what examination and scheme gave him; not his conditions",
    "selection/cadre_selection_step_acts": "what headcount, conditions and appointments add to steps",
    "decision/cadre_decision_gap": "what a decision and its notice say of the gaps of the year",
}
"""File: why it stands apart from the file of its model, or has another name."""


def declared(tree):
    """The models that classes of a file make or extend; abstract ones, which are kit, only where they are extended."""
    for node in tree.body:
        if not isinstance(node, ast.ClassDef):
            continue
        told = {
            one.targets[0].id: one.value
            for one in node.body
            if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name)
        }
        name = told.get("_name") or told.get("_inherit")
        abstract = any(ast.unparse(base) == "models.AbstractModel" for base in node.bases)
        if isinstance(name, ast.Constant) and not (abstract and "_name" in told):
            yield name.value


def extended():
    """{(room, model): {file: its lines}}"""
    found = defaultdict(dict)
    for path in sorted(MODELS.glob("*/*.py")):
        text = path.read_text(encoding="utf-8")
        if path.parent.name not in KIT:
            for model in declared(ast.parse(text)):
                found[path.parent.name, model][path.stem] = text.count("\n")
    return found


class TestRooms(BaseCase):
    def test_a_file_has_the_name_of_its_model(self):
        strangers = []
        for (room, model), files in extended().items():
            name = model.replace(".", "_")
            strangers += [
                f"{room}/{stem}.py extends {model}"
                for stem in files
                if stem != name
                and not stem.startswith(f"{name}_")
                and not name.startswith(f"{stem}_")
                and f"{room}/{stem}" not in OTHERWISE
            ]
        self.assertEqual(strangers, [], "name the file after the model, or put it into the model's file")

    def test_a_model_has_as_few_files_as_fit(self):
        loose = []
        for (room, model), files in extended().items():
            named = {stem: lines for stem, lines in files.items() if f"{room}/{stem}" not in OTHERWISE}
            loose += [
                f"{room}: {one}.py and {other}.py say what one file of {model} can"
                for one, other in combinations(named, 2)
                if named[one] + named[other] <= LARGEST
            ]
        self.assertEqual(loose, [])

    def test_it_looks(self):
        """The sweep knows what an extension is, and that of two small files one is too many."""
        tree = ast.parse('class A(models.Model):\n    _inherit = "cadre.cycle"\n')
        self.assertEqual(list(declared(tree)), ["cadre.cycle"])
        mixin = ast.parse('class A(models.AbstractModel):\n    _name = "cadre.x.mixin"\n')
        self.assertEqual(list(declared(mixin)), [])
        self.assertGreater(len(extended()), 100)
