"""Who is the server?  The permission to write what is guarded, and the fields that nobody writes by hand.

Guarded fields change only inside a step, or in server code that is superuser already: the permission travels in the
context as the identity of :data:`GUARD`, an ``object()`` that no client can send.
"""

from odoo import models

GUARD = object()
GUARD_KEY = "cadre_guard"

OFFICE = "cadre_assessment.group_cadre_officer"

MAGIC = frozenset(models.MAGIC_COLUMNS)


def guarded(records):
    """``records`` with the right to write guarded fields. Server code only: the value cannot travel over RPC."""
    return records.with_context(**{GUARD_KEY: GUARD})


def is_trusted(env):
    """Whether this is server code: superuser, or inside a step."""
    return env.su or env.context.get(GUARD_KEY) is GUARD


def readonly_names(model):
    """Stored fields that are declared read-only or computed: Odoo would let any client write them over RPC."""
    return frozenset(
        name for name, field in model._fields.items() if field.store and field.readonly and name not in MAGIC
    )
