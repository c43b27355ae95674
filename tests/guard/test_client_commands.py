"""No row of another record moves, whatever command a client sends through whatever relational field.

Every one2many and many2many of every guarded model and of every part of one, each command from 0 to 6, from create,
write, ``web_save``, ``load`` (the import) and onchange, over XML-RPC, by the author, the office and somebody without a
role. The rows attacked belong to somebody else's, a filed or an archived record; the tables themselves say whether
they moved.
"""

from odoo.tests import tagged
from odoo.tools import SQL

from .year import SweepCase

LOCKED = ("filed", "approved", "confirmed", "archived", "submitted", "sealed", "posted")


@tagged("post_install", "-at_install")
class TestClientCommands(SweepCase):
    """Client values and server values are two writes."""

    # -- who attacks what ------------------------------------------------------------------------------------------
    def _base(self, user, name):
        """A record of the model the user may write, his own if there is one; else any."""
        records = self.env[name].sudo().search([], limit=40)
        writable = records.with_user(user)._filtered_access("write") if self.env[name].with_user(user).has_access(
            "write"
        ) else records.browse()  # fmt: skip
        own = writable.filtered(lambda one: "state" not in one._fields or one.sudo().state not in LOCKED)
        return (own or writable or records)[:1].sudo()

    def _victim(self, field, base, user):
        """A row of the field's model that is no row of ``base``; of a locked record where there is one.

        Of a many2many only rows count that the user may not write anyhow.
        """
        rows = self.env[field.comodel_name].sudo().search([], limit=200)
        if field.type == "many2many":
            model = rows.with_user(user)
            return (rows - (model._filtered_access("write") if model.has_access("write") else rows.browse())).sudo()[:1]
        owners = {row: self._owner(row, field) for row in rows}
        rows = rows.filtered(lambda row: owners[row] != base and row != base)
        if parent := getattr(base, "_guard_parent", None):  # rows of the same kind: of another record than its own
            rows = rows.filtered(lambda row: row[parent] != base[parent])
        locked = rows.filtered(lambda row: "state" in base._fields and owners[row].state in LOCKED)
        return (locked or rows)[:1]

    def _owner(self, row, field):
        """The record whose row it is (the inverse of a one2many may be a plain number)."""
        owner = row[field.inverse_name]
        if not isinstance(owner, int):
            return owner
        ours = "model" not in row._fields or row.model == field.model_name
        return self.env[field.model_name].sudo().browse(owner if ours else ())

    def _stands(self, row, field):
        """What the tables say of a row, and of how many rows its record has."""
        self.env.flush_all()
        columns = [
            name
            for name, one in row._fields.items()
            if one.store and one.column_type and name not in ("write_date", "write_uid")
        ]
        names = SQL(", ").join(SQL.identifier(name) for name in sorted(columns))
        table = SQL.identifier(row._table)
        stands = self.env.execute_query(SQL("SELECT %s FROM %s WHERE id = %s", names, table, row.id))
        owner = self._owner(row, field).id if field.type == "one2many" else False
        if not owner:
            return stands, 0
        inverse = SQL.identifier(field.inverse_name)
        return stands, self.env.execute_query(SQL("SELECT count(*) FROM %s WHERE %s = %s", table, inverse, owner))

    def _commands(self, row, field):
        change = self._change(row)
        owner = {field.inverse_name: self._owner(row, field).id} if field.type == "one2many" else {}
        new = {**change, **owner}
        return [
            [[0, 0, new]],
            [[1, row.id, change]],
            [[2, row.id, 0]],
            [[3, row.id, 0]],
            [[4, row.id, 0]],
            [[0, 0, change], [4, row.id, 0], [1, row.id, change]],
            [[5, 0, 0]],
            [[6, 0, [row.id]]],
        ]

    # -- the sweep -------------------------------------------------------------------------------------------------
    def _attack(self, user, base, field, row):
        name = base._name
        reaches = self.env[name].with_user(user).has_access("write") or self.env[name].with_user(user).has_access(
            "create"
        )  # fmt: skip
        commands = self._commands(row, field)
        fresh = self._fresh(name, base)
        for sent in commands if reaches else commands[1:2]:
            self._call(user, name, "write", base.ids, {field.name: sent})
            self._call(user, name, "create", [{**fresh, field.name: sent}])
            self._call(user, name, "web_save", [], {**fresh, field.name: sent}, {"id": {}})
        change = self._change(row)
        if reaches and change:
            self._call(user, name, "web_save", base.ids, {field.name: commands[1]}, {"id": {}})
            key, value = next(iter(change.items()))
            plain = {one: fresh[one] for one in fresh if base._fields[one].type != "many2one"}
            ids = [f"{one}/.id" for one in fresh if one not in plain]
            head = [*plain, *ids, f"{field.name}/.id", f"{field.name}/{key}"]
            line = [str(fresh[one.split("/")[0]]) for one in [*plain, *ids]]
            self._call(user, name, "load", head, [[*line, str(row.id), str(value)]])
            self._call(user, name, "load", [".id", *head[-2:]], [[str(base.id), str(row.id), str(value)]])
            self._call(
                user,
                name,
                "onchange",
                [],
                {**fresh, field.name: commands[1]},
                [field.name],
                {field.name: {"fields": {}}},
            )

    def _sweep(self, user):
        moved, asked = [], 0
        for name in self.guarded_models:
            base = self._base(user, name)
            fields = [
                field
                for field in self.env[name]._fields.values()
                if field.store
                and field.type in ("one2many", "many2many")
                and not field.comodel_name.startswith("mail.")
            ]
            for field in fields if base else ():
                row = self._victim(field, base, user)
                if not row:
                    continue
                asked += 1
                before = self._stands(row, field)
                self._attack(user, base, field, row)
                self.env.invalidate_all()
                if self._stands(row, field) != before:
                    moved.append(f"{name}.{field.name} → {row}")
        self.assertFalse(moved, f"moved by {user.login}")
        self.assertGreater(asked, 15)

    def _quiet_sweep(self, user):
        with self.quiet():
            self._sweep(user)

    def test_author(self):
        """The person himself, whose own records are open."""
        self._quiet_sweep(self.person_user)

    def test_office(self):
        """The office may do much, and none of it through another record's lines."""
        self._quiet_sweep(self.officer_user)

    def test_plain_user(self):
        """An internal user without any role of ours."""
        self._quiet_sweep(self.plain_user)
