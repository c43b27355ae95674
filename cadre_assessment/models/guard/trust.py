"""The server's permission to write what is guarded.

Guarded fields change only inside a step, or in server code that is superuser already: the permission travels in the
context as the identity of :data:`GUARD`, an ``object()`` that no client can send.
"""

from odoo import SUPERUSER_ID, models

GUARD = object()
GUARD_KEY = "cadre_guard"
REASON_KEY = "cadre_step_reason"

MAGIC = frozenset(models.MAGIC_COLUMNS)


def guarded(records):
    """``records`` with the right to write guarded fields. Server code only: the value cannot travel over RPC."""
    return records.with_context(**{GUARD_KEY: GUARD})


def is_guarded(env):
    """Whether the code carries the guard: for what being superuser is not enough for."""
    return env.context.get(GUARD_KEY) is GUARD


def is_trusted(env):
    """Whether this is server code: superuser, or inside a step."""
    return env.su or is_guarded(env)


def is_server(env):
    """Whether the server acts for itself or inside a step: Odoo's pages become superuser for any user (chatter)."""
    return env.uid == SUPERUSER_ID or is_guarded(env)


class Reason(str):
    """The reason of the step that is being taken. As an object of ours it cannot come from a client's context."""

    __slots__ = ()


def with_reason(records, reason):
    """``records`` that know why a step is taken on them: it is written down with the step."""
    return records.with_context(**{REASON_KEY: Reason((reason or "").strip())})


def reason_of(env):
    given = env.context.get(REASON_KEY)
    return str(given) if isinstance(given, Reason) else None
