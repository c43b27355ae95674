"""Keep a part alive that may take minutes, and show how far it is.

The limits of a server (``limit_time_real``, ``limit_time_cpu``) are for what hangs. A file that is taken whole or not
at all is one transaction however long it is, so its job says again and again that it goes on, and is stopped there when
the order is cancelled. What it has done is said on a cursor of its own, for its own transaction nobody sees.
"""

import threading
import time

from odoo.exceptions import UserError
from odoo.tools import SQL, config

try:
    import resource
except ImportError:  # no such limits on this system
    resource = None

KEY = "cadre_alive"
EVERY = 2
"""Seconds between two words."""


class Alive:
    """Of one part in the background. As an object of ours it cannot come from a client's context."""

    def __init__(self, batch):
        self.batch, self.said = batch.id, 0

    def say(self, env, done):
        if time.monotonic() < self.said + EVERY:
            return
        self.said = time.monotonic()
        _extend_limits()
        with env.registry.cursor() as cr:
            # an order nobody else can see yet is not found, and has nobody to stop it
            cr.execute(SQL("SELECT state FROM cadre_batch WHERE id = %s", self.batch))
            [state] = cr.fetchone() or [None]
            if state == "cancelled":
                raise UserError(env._("It was stopped. Nothing of it was kept."))
            if state:
                cr.execute(
                    SQL("UPDATE cadre_batch SET under_way = %s, state = 'running' WHERE id = %s", done, self.batch)
                )


def of_part(part):
    """The part's environment, in which :func:`say` is heard."""
    return part.with_context(**{KEY: Alive(part.sudo().batch_id)}).env


def say(env, done):
    """This work goes on: ``done`` items of it are done. Outside the background nobody listens."""
    alive = env.context.get(KEY)
    if isinstance(alive, Alive):
        alive.say(env, done)


def goes_on(env):
    """This work goes on, beside other parts of its order: nothing is written; a stop is looked at between two parts."""
    alive = env.context.get(KEY)
    if isinstance(alive, Alive):
        _extend_limits()


def _extend_limits():
    """As long as a request may take, from now on."""
    worker = getattr(getattr(threading.current_thread(), "_target", None), "__self__", None)
    if hasattr(worker, "watchdog_pipe"):
        worker.multi.pipe_ping(worker.watchdog_pipe)
    if resource and config["limit_time_cpu"]:
        soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        if soft != resource.RLIM_INFINITY:
            used = resource.getrusage(resource.RUSAGE_SELF)
            soft = int(used.ru_utime + used.ru_stime + config["limit_time_cpu"])
            resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
