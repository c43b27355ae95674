"""A queue at the door that is long enough for five hundred phones at once.

Odoo's server with workers lets 8 connections a worker wait and turns the others away; behind a proxy that is the
proxy's business, in a meeting room it is a hall of error pages. The queue belongs to the listening socket, which all
workers share: whichever of them serves a ballot first makes it longer.
"""

import functools

from odoo.service import server as service

QUEUE = 1024
"""Connections; the kernel's own limit (net.core.somaxconn) stays above it or cuts it."""


@functools.cache
def widen():
    """Once a process."""
    server = service.server
    listening = getattr(server, "socket", None)
    if isinstance(server, service.PreforkServer) and listening:
        listening.listen(QUEUE)
