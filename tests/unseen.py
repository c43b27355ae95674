"""Every way in which one can ask about records, and write them: of what is kept from somebody, each must fail."""

from odoo.exceptions import UserError


class Unseen:
    """Mixed into a test case; ``model`` bears the user, ``records`` may be those of the server."""

    def _knows_nothing(self, model, records):
        """Each way either refuses or answers as if there were none."""
        mine = [("id", "in", records.ids)]
        for ask in (
            lambda: model.search_count(mine),
            lambda: model.search(mine).ids,
            lambda: model.search_read(mine, ["id"]),
            lambda: [row for row in model.formatted_read_group(mine, [], ["__count"]) if row["__count"]],
            lambda: model.web_read_group(mine, ["company_id"], ["__count"])["groups"],
            lambda: [found for found in model.name_search("选拔") if found[0] in records.ids],
            lambda: records and model.browse(records.ids).export_data(["display_name"])["datas"],
            lambda: records and model.browse(records.ids).read(["id"]),
        ):
            try:
                self.assertFalse(ask())
            except UserError:
                continue

    def _writes_nothing(self, model, records):
        field = next(
            name for name, one in model._fields.items()
            if one.store and one.type in ("char", "text", "integer") and name not in ("id", "display_name")
        )  # fmt: skip
        for act in (
            lambda: model.browse(records.ids).write({field: records[0][field]}),
            lambda: model.browse(records.ids).unlink(),
        ):
            with self.assertRaises(UserError), self.cr.savepoint():
                act()
                self.env.flush_all()
