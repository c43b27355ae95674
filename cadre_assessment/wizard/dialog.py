"""A dialog that stays open after one of its buttons, and one that acts on records which it names."""

from odoo.exceptions import UserError


def dialog(record, name=None):
    """The action that shows ``record``, a saved dialog, as it stands now.

    ``name``: its title; without one, what its model is called.
    """
    return {
        "type": "ir.actions.act_window",
        "name": name or record.env["ir.model"]._get(record._name).name,
        "res_model": record._name,
        "res_id": record.id,
        "views": [(False, "form")],
        "target": "new",
    }


def named(env, model, ids):
    """The records of which a dialog keeps model and numbers: a client may have written anything there.

    :raises UserError: there is no such model, or these are no numbers
    """
    if model not in env or not isinstance(ids, list) or not all(type(one) is int for one in ids):
        raise UserError(env._("There is no such step."))
    return env[model].browse(ids)
