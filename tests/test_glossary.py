"""The words of docs/glossary.md are those of the product."""

import re
from pathlib import Path

from .common import CadreCase

ROOT = Path(__file__).parents[1]


class TestGlossary(CadreCase):
    def test_words(self):
        """Each model and file is there, and each Chinese term is one that a reader meets."""
        text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
        shown = "".join(
            path.read_text(encoding="utf-8") for path in (ROOT / "cadre_assessment" / "i18n").glob("zh_CN.po")
        )
        shown += "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "user-guide").glob("*.zh-CN.md"))
        rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in re.findall(r"^\|.*\|$", text, re.M)]
        terms = [row for row in rows if len(row) == 4 and row[0] not in ("Term", "---")]
        self.assertGreater(len(terms), 45)
        for term, chinese, code, said in terms:
            with self.subTest(term):
                self.assertTrue(said.endswith("."))
                for word in chinese.split(", "):
                    self.assertIn(word, shown)
                for name in re.findall(r"`(cadre\.[a-z.]+)`", code):
                    self.assertIn(name, self.env)
                for path in re.findall(r"`((?:models|engine)/[a-z_/]+\.py)`", code):
                    self.assertTrue((ROOT / "cadre_assessment" / path).exists(), path)

    def test_states_have_one_name(self):
        """The states in which something may be done are named in ``models/states.py`` and written out nowhere else."""
        written = re.compile(
            r"""[\(\[\{]("draft", )?"open", "computed"(, "decided", "published")?[\)\]\}]|"""
            r"""[\(\[\{]("computed", )?"decided", "published", "archived"[\)\]\}]"""
        )
        found = [
            str(path.relative_to(ROOT))
            for addon in ("cadre_assessment", "cadre_assessment_reports")
            for path in sorted((ROOT / addon).rglob("*.py"))
            if "migrations" not in path.parts and path.name != "states.py" and written.search(path.read_text("utf-8"))
        ]
        self.assertEqual(found, [], "import it from models/states.py")
