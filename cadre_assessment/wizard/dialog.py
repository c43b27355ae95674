"""A dialog that stays open after one of its buttons."""


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
