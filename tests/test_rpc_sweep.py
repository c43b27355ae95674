"""What somebody without a role can do with *every* public method, over real RPC, with forged context keys: nothing.

The rooms test their own attacks one by one. This sweep asks the question the other way round: it takes each public
method of each of our models, and the ORM's own writing methods, calls them as users who decide nothing, and looks
afterwards whether any decided field of any record has moved. A method added tomorrow is swept tomorrow.
"""

import inspect
from xmlrpc.client import Fault

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import CadreHttpCase

FORGED_CONTEXT = {
    "skip_validation_check": True,
    "skip_check_state_condition": True,
    "cadre_guard": True,
    "default_state": "approved",
    "default_validation_status": "validated",
    "default_grade_id": 1,
    "active_test": False,
    "tracking_disable": True,
    "no_recompute": True,
}
CHEAP = {"read", "search", "search_read", "search_count", "fields_get", "name_search", "web_search_read", "web_read"}
OUR = ("odoo.addons.cadre_assessment", "odoo.addons.base_tier_validation")


def public_methods(model):
    """Names of the public methods of a model class that our addons (or the tier mixin) define or override."""
    for name in dir(type(model)):
        if name.startswith("_") or name in CHEAP:
            continue
        method = getattr(type(model), name, None)
        if not inspect.isfunction(method) or getattr(method, "_api_private", False):
            continue
        if any(name in vars(base) and base.__module__.startswith(OUR) for base in type(model).__mro__):
            yield name


@tagged("post_install", "-at_install")
class TestRpcSweep(CadreHttpCase):
    """Law 4: one truth for what is allowed, and RPC meets it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cycle = cls.open_cycle()
        cls.models = sorted(
            name
            for name, model in cls.env.registry.models.items()
            if name.startswith("cadre.") and not model._abstract and not model._transient
        )

    def _decided(self):
        """Every guarded field of every record, and every tier review, read from the tables themselves."""
        self.env.flush_all()
        self.env.invalidate_all()
        seen = {}
        for name in self.models:
            model = self.env[name].sudo()
            guarded = getattr(model, "_guarded", frozenset())
            columns = sorted(
                field
                for field in guarded
                if field in model._fields and model._fields[field].column_type and model._fields[field].store
            )
            if name in (
                "cadre.result",
                "cadre.assessment.line",
                "cadre.ballot.tally",
                "cadre.scale.grade",
                "cadre.pool",
            ):
                columns = sorted(f.name for f in model._fields.values() if f.store and f.column_type)
            if columns:
                quoted = ", ".join(f'"{column}"' for column in columns if column not in ("write_date", "write_uid"))
                self.env.cr.execute(f'SELECT id, {quoted} FROM "{model._table}" ORDER BY id')  # pylint: disable=sql-injection
                seen[name] = self.env.cr.fetchall()
        self.env.cr.execute("SELECT id, status, model, res_id FROM tier_review ORDER BY id")
        seen["tier.review"] = self.env.cr.fetchall()
        return seen

    def _call(self, user, model, method, args, context):
        """One real RPC call; a refusal is as good as an answer, as long as nothing has moved."""
        try:
            self.xmlrpc_object.execute_kw(
                self.env.cr.dbname, user.id, user.login, model, method, args, {"context": context} if context else {}
            )
        except Fault:
            return False
        return True

    def _sweep(self, user):
        before = self._decided()
        for name in self.models:
            ids = self.env[name].sudo().search([], limit=3).ids
            for method in public_methods(self.env[name]):
                for args in ([ids], [ids, 1], [ids, {"state": "approved"}]):
                    self._call(user, name, method, args, FORGED_CONTEXT)
            guarded = [f for f in getattr(self.env[name], "_guarded", ()) if f in self.env[name]._fields]
            values = {"state": "approved", **{field: 1 for field in guarded if field != "state"}}
            for field in values:
                self._call(user, name, "write", [ids, {field: values[field]}], FORGED_CONTEXT)
            self._call(user, name, "web_save", [ids[:1], values, {}], FORGED_CONTEXT)
            self._call(user, name, "copy", [ids[:1], values], FORGED_CONTEXT)
            self._call(user, name, "create", [values], FORGED_CONTEXT)
            self._call(user, name, "unlink", [ids], FORGED_CONTEXT)
            self._call(user, name, "load", [["id", "state"], [["x.y", "approved"]]], FORGED_CONTEXT)
        after = self._decided()
        for name, rows in before.items():
            known = {row[0] for row in rows}
            self.assertEqual(rows, [row for row in after[name] if row[0] in known], f"{name} moved by {user.login}")
            born = [row for row in after[name] if row[0] not in known]
            for row in born:
                self.assertNotIn("approved", row, f"{name} was born decided for {user.login}")

    def _quiet_sweep(self, user):
        """Every refusal is logged by the server; here they are what we want."""
        loggers = (
            "odoo.http",
            "odoo.sql_db",
            "odoo.orm",
            "odoo.models",
            "odoo.addons.base.models.ir_rule",
            "odoo.addons.mail.models.mail_thread",
        )
        with mute_logger(*loggers, "odoo.addons.rpc.controllers.xmlrpc"):  # the latter: the endpoint is on its way out
            self._sweep(user)

    def test_plain_user(self):
        """An internal user without any role of ours."""
        self._quiet_sweep(self.plain_user)

    def test_auditor(self):
        """He reads everything decided and changes nothing."""
        self._quiet_sweep(self.auditor_user)

    def test_other_leader(self):
        """A leader in charge of other people."""
        self._quiet_sweep(self.other_leader_user)
