"""Why a consequence is questioned, cancelled or taken back by a rule: the sentences of this room (:mod:`..reasons`)."""


def _fallen(env, _figures):
    return env._("By the newest version of the results it no longer follows.")


def _amount(env, figures):
    return env._(
        "The amount is now %(now)s yuan, and %(before)s were given.",
        now=figures.get("now", ""),
        before=figures.get("before", ""),
    )


def _new_version(env, _figures):
    return env._("A new version of the result was archived.")


WORDS = {"fallen": _fallen, "amount": _amount, "new_version": _new_version}
