"""A door of their own for voters, before Odoo prepares what a voter does not need.

For every request Odoo opens a session, asks the database whether any cache of any worker has changed, looks the address
up among a thousand routes and wraps question and answer; measured, that is two thirds of the work of a vote. A link
that is known needs none of it. Everything else (a wrong link, several databases, a registry not loaded yet) goes Odoo's
own way and meets the same pages in :mod:`.ballot`: this door is faster, never another one.
"""

import functools
import io
import logging
import re
import threading
import time

import psycopg2
from odoo import SUPERUSER_ID, api, http
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.service.server import thread_local
from odoo.tools import config, real_time
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response

from ..models.ballot import casting
from . import ballot_page as page
from . import ballot_vote
from .ballot_backlog import widen

_logger = logging.getLogger(__name__)

LINK = re.compile(r"/ballot/([A-Za-z0-9_-]{16,64})")
FRESH = 1.0
"""Seconds for which a worker believes its caches: a ballot under way is frozen and its state is read with each vote."""
SORRY = "系统暂时无法处理，票没有交上。请稍后用同一链接再试。\nNot handed in. Please open your link again later.\n"
"""When the database itself does not answer, neither language nor ballot are known."""
_looked = {}
"""Database -> when this worker last asked whether a cache has changed."""
_asking = threading.Lock()
"""Held by the one thread that asks: loading a registry anew takes seconds, and once is enough."""
ROOM = 16
"""Threads of a process that vote at the same moment; more would only wait for each other, and for a connection."""
_room = threading.BoundedSemaphore(ROOM)


class _NotHere(Exception):
    """Odoo's own way is asked instead."""


def enter(environ):
    """The response to a voter with a known link, or None: whoever else comes is Odoo's business."""
    found = LINK.fullmatch(environ.get("PATH_INFO", ""))
    method = environ.get("REQUEST_METHOD")
    if not found or method not in ("GET", "POST"):
        return None
    try:
        registry = _registry(_host(environ))
        _note(registry.db_name)
        widen()
        form = _form(environ) if method == "POST" else None
        with _room, registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            if form is None:
                return _look(env, found[1])
            return retrying(functools.partial(_send, env, found[1], form), env)
    except _NotHere:
        return None
    except HTTPException as refused:  # a form that is no form, or too long a one
        return refused.get_response(environ)
    except Exception:
        _logger.exception("A voter's page could not be made")
        return Response(SORRY, status=503, headers=page.HEADERS)


def _form(environ):
    """What is sent, to its end, before anything is held in the database: who sends drop by drop keeps nobody waiting.

    It is left there for Odoo, should the link be none.
    """
    request = Request(environ)
    request.max_content_length = request.max_form_memory_size = ballot_vote.LARGEST_FORM
    environ["wsgi.input"] = io.BytesIO(request.get_data())
    return request.form


def _look(env, token):
    casting.read_only(env.cr)
    ticket = casting.find_ticket(env, token)
    if not ticket:
        raise _NotHere
    return ballot_vote.answer(env, ticket)


def _send(env, token, form):
    casting.read_committed(env.cr)
    ticket = casting.find_ticket(env, token, hold=True)
    if not ticket:
        raise _NotHere
    return ballot_vote.answer(env, ticket, form)


# -- where he comes to -------------------------------------------------------------------------------------------------
def _host(environ):
    """The name by which the voter came; what a proxy says of it counts as it does for Odoo."""
    said = environ.get("HTTP_X_FORWARDED_HOST") if config["proxy_mode"] else None
    return said.rpartition(",")[2].strip() if said else environ.get("HTTP_HOST", "")


def _registry(host):
    """The registry of the one database there is, with caches that are fresh enough."""
    database = _only_database(host, int(time.time() // 60))
    if not database or database not in Registry.registries:
        raise _NotHere
    registry = Registry(database)
    if "cadre.ballot" not in registry:
        raise _NotHere
    now = time.monotonic()
    if not 0 <= now - _looked.get(database, -FRESH) < FRESH and _asking.acquire(blocking=False):
        try:
            registry = registry.check_signaling()
        except psycopg2.Error as error:
            raise _NotHere from error
        else:
            _looked[database] = now
        finally:
            _asking.release()
    return registry


@functools.lru_cache(maxsize=64)
def _only_database(host, _minute):
    """The name of the database, or None when a session would have to tell which; asked once a minute."""
    found = http.db_list(force=True, host=host)
    return found[0] if len(found) == 1 else None


def _note(database):
    """What Odoo's log says of a request; never the link."""
    thread = threading.current_thread()
    thread.query_count, thread.query_time, thread.perf_t0 = 0, 0, real_time()
    thread.cursor_mode = "rw"
    thread.dbname = database
    thread.url = "/ballot/***"
    thread.__dict__.pop("uid", None)
    thread_local.rpc_model_method = ""


def install():
    """Before Odoo's own entrance, once a process."""
    entrance = http.Application.__call__
    if hasattr(entrance, "without_door"):
        return

    @functools.wraps(entrance)
    def call(application, environ, start_response):
        response = enter(environ)
        return (response or functools.partial(entrance, application))(environ, start_response)

    call.without_door = entrance
    http.Application.__call__ = call


install()
