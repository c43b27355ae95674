"""Find the record that a row is about, and whether the reader may read it.

Reviews, followers, messages, activities and attachments name their record by a model and a number. Odoo leaves some of
them open to everybody; where the record is ours, its row is read by whoever may read the record, and by nobody else.
"""

from collections import defaultdict

from odoo.addons.base.models.ir_attachment import condition_values
from odoo.fields import Domain

from ..office import OFFICE, works_for

OURS = "cadre."


def is_ours(env, name):
    """Whether ``name`` is a model of ours that keeps records."""
    return bool(name) and name.startswith(OURS) and name in env and not (env[name]._abstract or env[name]._transient)


def our_models(env):
    return [name for name in env.registry if is_ours(env, name)]


def visible(model, domain, names, model_field, id_field):
    """``domain`` of rows of ``model``, without those about records of the models ``names`` that are not readable.

    Asks only the models that the domain leaves possible (one subquery each).
    """
    domain = Domain(domain)
    names = [name for name in names if name != model._name]
    asked = condition_values(model, model_field, domain)
    if asked is not None:
        names = [name for name in names if name in asked]
    if not names:
        return domain
    rows = Domain(model_field, "not in", names)
    for name in names:
        records = model.env[name].sudo(False).with_context(active_test=False)
        if records.browse().has_access("read"):
            rows |= Domain(model_field, "=", name) & Domain(id_field, "in", records._search([]))
    return domain & rows


def hidden(rows, names, model_field, id_field):
    """Those of ``rows`` that are about records of the models ``names`` which the reader may not read."""
    places = defaultdict(set)
    known = rows.sudo()
    for row in known:
        if row[model_field] in names:
            places[row[model_field]].add(row[id_field])
    readable = {
        (name, number)
        for name, numbers in places.items()
        for number in rows.env[name].sudo(False).browse(numbers).exists()._filtered_access("read")._ids
    }
    return rows.browse(
        row.id for row in known if row[model_field] in places and (row[model_field], row[id_field]) not in readable
    )


def office_of_others(records):
    """Whether ``records`` are the work of the current user's office, and none of them is about himself."""
    bounded = "of_my_office" in records._fields
    works = works_for(records) if bounded else records.env.user.has_group(OFFICE)
    return works and not any(record._is_own() for record in records if hasattr(record, "_is_own"))
