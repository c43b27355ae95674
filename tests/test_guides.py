"""The guides for people hold: their pictures, menus, buttons and sections are there."""

import ast
import pathlib
import re

from babel.messages import pofile
from odoo.tests import TransactionCase

ROOT = pathlib.Path(__file__).parents[1]
GUIDES = ROOT / "docs" / "user-guide"
PICTURE = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")
PATH = re.compile(r"(?<!→ )\b([一-龥]+) → “?([一-龥]+(?:、[一-龥]+)*)(?![一-龥、]* →)")
"""年度工作 → 考核周期、工作项目清单: where something is found. What goes on is the order of steps."""
ELSEWHERE = {"操作", "设置"}
"""Menus of Odoo itself."""
ROLES = ("person", "leader", "head", "officer")
ADMINISTRATION = {
    "安装": "addons_path",
    "反向代理": "proxy_pass",
    "进程与规模": "workers",
    "后台队列": "queue_job",
    "备份与恢复": "pg_restore",
    "更新": "--stop-after-init",
    "单点登录": "auth_oidc",
    "审计日志": "auditlog",
    "保存期限": "永久",
}
"""Section of the guide for administrators -> what it cannot do without."""


class TestGuides(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guides = {path.name: path.read_text(encoding="utf-8") for path in sorted(GUIDES.glob("*.zh-CN.md"))}
        cls.chinese = {}
        for addon in ("cadre_assessment", "cadre_assessment_reports"):
            with (ROOT / addon / "i18n" / "zh_CN.po").open("rb") as file:
                cls.chinese |= {message.id: message.string for message in pofile.read_po(file) if message.id}

    def test_pictures(self):
        """Each picture that a guide shows is there, and comes from the script; each one of the script is shown."""
        shown = set()
        for name, text in self.guides.items():
            for link in PICTURE.findall(text):
                path = (GUIDES / link).resolve()
                self.assertTrue(path.is_file(), f"{name} shows {link}: ./cadre pictures {path.stem}")
                self.assertGreater(path.stat().st_size, 4000)
                shown.add(path.stem)
        tree = ast.parse((ROOT / "tools" / "pictures.py").read_text(encoding="utf-8"))
        [shots] = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "SHOTS"
        ]
        self.assertEqual(shown, {shot.elts[0].value for shot in shots.elts})
        for role in ROLES:
            self.assertGreater(len(PICTURE.findall(self.guides[f"{role}.zh-CN.md"])), 1, f"pictures for: {role}")

    def _menus(self):
        """{Chinese name of a menu of ours: Chinese names of everything below it}."""
        found = {}
        root = self.env.ref("cadre_assessment.menu_cadre_root")
        for menu in self.env["ir.ui.menu"].search([("id", "child_of", root.id)]):
            below = self.env["ir.ui.menu"].search([("id", "child_of", menu.id), ("id", "!=", menu.id)])
            name = self.chinese.get(menu.name, menu.name)
            found.setdefault(name, set()).update(self.chinese.get(one.name, one.name) for one in below)
        return found

    def test_menus(self):
        """Each path that a guide names leads somewhere."""
        menus, wrong, followed = self._menus(), [], 0
        for name, text in self.guides.items():
            for first, rest in PATH.findall(text):
                if first not in menus:
                    if first not in ELSEWHERE:
                        wrong.append(f"{name}: {first} → {rest}")
                    continue
                followed += 1
                wrong += [f"{name}: {first} → {one}" for one in rest.split("、") if one not in menus[first]]
        self.assertEqual(wrong, [])
        self.assertGreater(followed, 12)

    def test_administration(self):
        """From the installation to how long things are kept: a section each, and how."""
        sections = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", self.guides["administrator.zh-CN.md"], re.M | re.S))
        for title, needed in ADMINISTRATION.items():
            self.assertIn(needed, sections.get(title, ""), title)
        self.assertIn("200份", sections["后台队列"], "the limit without a job runner")

    def test_limit_is_the_code_s(self):
        """How many forms are printed while one waits is said as it is."""
        from odoo.addons.cadre_assessment_reports.models.cadre_batch import AT_ONCE

        self.assertIn(f"一次最多{AT_ONCE}份", self.guides["administrator.zh-CN.md"])
