"""Every record that a role may make can be made on its screen: New, filled in, saved, opened again."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from . import test_make
from .builder import ROLES_ZH, ScreenCase
from .client import NEVER, Screens
from .sheet import Sheet
from .table import LIKE, NEW, NOT_BY_NEW, OFFERED, ROWS, by_hand, typed

REFUSALS = (KeyError, AccessError, UserError, AssertionError, IntegrityError)
"""What keeps a record from being made. Any other error is no answer at all: it ends the test."""


@tagged("post_install", "-at_install")
class TestNew(ScreenCase):
    maxDiff = None

    def _screens(self, role):
        return Screens(self.env(user=getattr(self, f"{role}_user")))

    def test_who_is_offered_what(self):
        """New stands where a record can be made and nowhere else; the table knows every such menu."""
        for role in ROLES_ZH:
            screens = self._screens(role)
            found = set()
            for _path, menu, action in screens.menus():
                kind = screens.offers_new(action)
                if kind:
                    found.add(menu)
                    arch = screens.views(action)[kind]
                    can_save = arch.get("edit") not in NEVER or arch.xpath("//button[@special='save']")
                    self.assertTrue(can_save, f"{menu}: whoever may not write has nothing to save with")
            self.assertEqual(sorted(found), sorted(OFFERED[role]), role)
            self.assertEqual(sorted(found - NEW.keys()), [], role)

    def test_every_pair_is_made_by_hand(self):
        """Whatever a role may create is made in the browser as that role, or the table says how it comes about."""
        missing, said = [], set()
        for role in ROLES_ZH:
            screens = self._screens(role)
            like, made = LIKE.get(role, role), set()
            if OFFERED[role]:
                self.assertTrue(hasattr(test_make.TestMake, f"test_{like}"), f"nobody makes records as {role}")
            for _path, menu, action in screens.menus():
                if menu in by_hand(like):
                    model = screens.model(action)
                    made |= {model._name, *self._rows(model, ROWS.get(menu, ()))}
            for name, model in screens.env.items():
                ours = name.startswith("cadre.") and not model._abstract and not model._transient
                if ours and name not in made and model.has_access("create"):
                    why = {(like, name), name} & NOT_BY_NEW.keys()
                    said |= why
                    if not why:
                        missing.append(f"{role}: {name}")
        self.assertEqual(missing, [])
        self.assertEqual(NOT_BY_NEW.keys() - said, set(), "said of nobody")

    def _rows(self, model, rows):
        """The models of the rows that are added on the form."""
        for name, _given, *below in rows:
            part = self.env[model._fields[name].comodel_name]
            yield part._name
            yield from self._rows(part, below[0] if below else ())

    @mute_logger("odoo.sql_db", "odoo.models.unlink")
    def test_every_record_is_made(self):
        """As each role, from each menu that offers New."""
        failed = []
        for role, menus in OFFERED.items():
            screens = self._screens(role)
            actions = {menu: action for _path, menu, action in screens.menus()} if menus else {}
            for menu in menus:
                try:
                    with self.env.cr.savepoint() as savepoint:
                        self._make(screens, actions[menu], typed(role, menu))
                        savepoint.rollback()
                except REFUSALS as error:
                    failed.append(f"{role}, {menu}: {error}")
                self.env.invalidate_all()
        self.assertEqual(failed, [])

    def _make(self, screens, action, given):
        kind = screens.offers_new(action)
        model = screens.model(action)
        view = screens.view_id(action, kind)
        record = Sheet(screens, model, kind, view).fill(given).save()
        opened = Sheet(screens, model.browse(record.id), kind, view)
        for name, text in given.items():
            self.assertIn(text, opened.shown(name), f"{action['res_model']}.{name}")
