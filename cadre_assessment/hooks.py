"""Prepare a database before the addon comes in."""

CHINESE = "zh_CN"
"""Language of what schemes say and forms print."""


def pre_init_hook(env):
    """Bring Chinese into a database that lacks it: the texts of regulations, periods and forms are Chinese."""
    bring_language(env, CHINESE)


def bring_language(env, code):
    """Make a language active, with the texts of the modules that are installed; nothing where it is active."""
    lang = env["res.lang"].with_context(active_test=False).search([("code", "=", code)], limit=1)
    if not lang.active:
        env["base.language.install"].create({"lang_ids": [(6, 0, lang.ids)], "overwrite": False}).lang_install()
