"""Remove what must go besides the addon's own tables, so that nothing is left behind.

Odoo drops our tables, columns, views and rules, and with a model its messages, activities and attachments. What others
keep about our records by the *name* of the model it does not see: reviews of tiers, jobs of the queue, favourites. And
it would first try to delete each record we ship by itself, against what an office has made of it (an ERROR line each).
"""

from odoo.tools import SQL

ADDONS = ("cadre_assessment", "cadre_assessment_reports")
BY_NAME = {
    "base_import.mapping": "res_model",
    "ir.exports": "resource",
    "ir.filters": "model_id",
    "mail.activity.plan": "res_model",
    "queue.job": "model_name",
}
"""Models of others that name a model in a field of characters: model -> field."""
BY_ODOO = ("ir.attachment",)
"""Taken away with the model by Odoo itself, which removes the file as well."""


def uninstall_hook(env):
    """Remove what is about our records, with all that an office has entered; tables and columns are Odoo's to drop."""
    ours = [name for name, model in env.registry.items() if model._original_module in ADDONS]
    env.flush_all()
    for table, column in _naming(env, ours):
        env.cr.execute(SQL("DELETE FROM %s WHERE %s = ANY(%s)", SQL.identifier(table), SQL.identifier(column), ours))
    for query in (
        # favourite layouts that somebody made by hand, ours go by their external id
        """DELETE FROM ir_ui_view v WHERE v.model = ANY(%(ours)s)
            AND NOT EXISTS (SELECT 1 FROM ir_model_data d WHERE d.model = 'ir.ui.view' AND d.res_id = v.id)""",
        # external ids that other addons own: a mixin of theirs in a model of ours
        """DELETE FROM ir_model_data d USING ir_model_inherit i, ir_model m
            WHERE d.model = 'ir.model.inherit' AND d.res_id = i.id AND i.model_id = m.id AND m.model = ANY(%(ours)s)""",
        """DELETE FROM ir_model_data d USING ir_model_fields_selection s, ir_model_fields f
            WHERE d.model = 'ir.model.fields.selection' AND d.res_id = s.id AND s.field_id = f.id
            AND f.model = ANY(%(ours)s)""",
        # the foreign keys of our columns in the tables of others go with the columns; their descriptions do not
        """DELETE FROM ir_model_constraint c USING ir_module_module a
            WHERE c.module = a.id AND c.type = 'f' AND a.name = ANY(%(addons)s)""",
    ):
        env.cr.execute(query, {"ours": ours, "addons": list(ADDONS)})
    env.invalidate_all()


def _naming(env, ours):
    """(table, column) of every model of others whose rows name a model: those that say so, and :data:`BY_NAME`."""
    found = {(env[model]._table, column) for model, column in BY_NAME.items() if model in env}
    for name, model in env.registry.items():
        if name in ours or name in BY_ODOO or model._abstract or not model._auto:
            continue
        for field in model._fields.values():
            named = field.type == "many2one_reference" and model._fields.get(field.model_field)
            if named and named.store and named.column_type and field.store:
                found.add((model._table, named.name))
    return sorted(found)
