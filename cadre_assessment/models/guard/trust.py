"""Who is the server?  The permission to write what is guarded.

Guarded fields change only inside a step, or in server code that is superuser already: the permission travels in the
context as the identity of :data:`GUARD`, an ``object()`` that no client can send.
"""

from odoo import models

GUARD = object()
GUARD_KEY = "cadre_guard"

MAGIC = frozenset(models.MAGIC_COLUMNS)


def guarded(records):
    """``records`` with the right to write guarded fields. Server code only: the value cannot travel over RPC."""
    return records.with_context(**{GUARD_KEY: GUARD})


def is_trusted(env):
    """Whether this is server code: superuser, or inside a step."""
    return env.su or env.context.get(GUARD_KEY) is GUARD
