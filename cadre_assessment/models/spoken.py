"""The language in which texts are given where the one they were written in has been switched off."""


def spoken(env, code):
    """The language ``code`` where it is active, else that of ``env``, else English, which Odoo always speaks.

    An administrator may deactivate any language that nobody uses, also that of a regulation or an open ballot.
    """
    return code if env["res.lang"]._get_data(code=code) else (env.lang or "en_US")
