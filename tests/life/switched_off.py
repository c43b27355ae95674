"""The administrator switches Chinese off. Run inside ``odoo shell``; says which languages are left."""

import json


def answer(env):
    """Nobody uses it and no contact has it, so Odoo lets him. Kept."""
    env = env(user=env.ref("base.user_admin").id)
    env["res.lang"].search([("code", "=", "zh_CN")]).action_archive()
    env.cr.commit()  # pylint: disable=invalid-commit
    return "ANSWER " + json.dumps(sorted(code for code, _name in env["res.lang"].get_installed()))
