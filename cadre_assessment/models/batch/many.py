"""A step that one click takes with very many records: ordered, and taken part by part by the job runner.

``@in_parts`` stands above the public method. Up to ``most`` records it is that method and nothing else. With more of
them, where a runner lives, it becomes an order (:mod:`.cadre_batch`): each part takes the step with some hundred
records in a transaction of its own, so that others work meanwhile and nothing of it is lost when a process dies.
Records that refuse the step are left out and told with the reason; *Go On* tries those once more.

A step with one record that stands for thousands (the list of a year, its public notice) says with ``count`` for how
many; its order is taken whole or not at all, by one part.
"""

import functools
import hashlib
from collections import namedtuple

from odoo.exceptions import UserError

from . import alive

AT_ONCE = 1000
"""Records with which a step is taken while somebody waits, if a runner lives: about ten seconds of a processor."""
WHOLE = 2000
"""People behind one record; a step with it takes a third of the time that a step with so many records takes."""
PART = 500
"""Records of one part: some seconds, far from the limits of a server."""
TOLD = 20
"""Refusals of a part that are told; all of them are counted."""
KEY = "cadre_in_parts"
_AT_WORK = object()  # in the context of a part; no client can send it

InParts = namedtuple("InParts", "label most step refuse count")


def in_parts(label, most=None, step=None, refuse=None, count=None):
    """Make the method below an order of the job runner where it is about very many.

    :param label: what is done, a lazily translated word
    :param most: so many are done while somebody waits (``AT_ONCE``)
    :param step: code of a step that the current user must be able to take with every record, or nothing is ordered
    :param refuse: name of the method that refuses in the place of ``step``
    :param count: name of the method that says how many stand behind the record; the order is whole then
    """

    def decorate(method):
        @functools.wraps(method)
        def click(self, *args):
            how = click.in_parts
            number = getattr(self, count)() if count else len(self)
            at_once = number <= (how.most or AT_ONCE) or self.env.context.get(KEY) is _AT_WORK
            if at_once or not self.env["cadre.batch"]._in_background("whole" if count else "step", number):
                return click.method(self, *args)
            return _order(self, method.__name__, args, how, number)

        click.method, click.in_parts = method, InParts(label, most, step, refuse, count)
        return click

    return decorate


def _order(records, method, args, how, number):
    """The page of the order to call ``method`` with ``records``, as the current user."""
    if how.step:
        records._refuse_step(how.step)
    if how.refuse:
        getattr(records, how.refuse)()
    env = records.env
    cycle = records.cycle_id if "cycle_id" in records._fields else env["cadre.cycle"]
    cycle = cycle if len(cycle) == 1 else None
    digest = hashlib.sha256(repr((records._name, method, args, sorted(records.ids))).encode()).hexdigest()
    for other in env["cadre.batch"]._same_order(digest, cycle.company_id if cycle else env.company):
        raise UserError(
            env._(
                "This is being done already: %(name)s has ordered it, %(done)s of %(all)s are done. Wait until that is "
                "finished.",
                name=other.user_id._cadre_name(),
                done=other.done_count,
                all=other.item_count,
            )
        )
    step = how.label._translate(env.lang or "en_US")
    known = {"model": env["ir.model"]._get(records._name).name, "step": step, "count": number}
    title = env._("%(model)s: %(step)s (%(count)s)", **known)
    if how.count:
        kind, pieces = "whole", [(title, number, records)]
    else:
        kind = "step"
        pieces = [
            (f"{begin + 1}–{begin + len(some)}", len(some), some)
            for begin in range(0, number, PART)
            for some in [records[begin : begin + PART]]
        ]
    parts = [
        {
            "name": label,
            "items": items,
            "records": {records._name: some.ids},
            "params": {"method": method, "args": list(args)},
        }
        for label, items, some in pieces
    ]
    return env["cadre.batch"]._order_work(kind, title, parts, cycle, digest)._page()


def take_part(part):
    """Take the step with the records of a part, with the rights of whoever ordered it.

    :raises UserError: it is refused for every one of them
    """
    kept = part.sudo()
    env = alive.of_part(part) if kept.batch_id.background else part.env
    [(model, ids)] = kept.records.items()
    records = env[model].with_context(**{KEY: _AT_WORK}).browse(ids)
    method, args = kept.params["method"], kept.params["args"]
    if not hasattr(getattr(type(records), method), "in_parts"):
        raise ValueError(f"{model}.{method} is no step that is taken in parts")
    if kept.batch_id.kind == "whole":
        alive.say(env, 0)
        getattr(records, method)(*args)
        return
    alive.goes_on(env)
    refused = _refused(records, lambda some: getattr(some, method)(*args))
    if not refused:
        return
    reasons = list(dict.fromkeys(refused.values()))
    told = "\n".join(reasons[:TOLD] + (["…"] if len(reasons) > TOLD else []))
    if len(refused) == len(ids):
        raise UserError(told)
    _set_apart(kept, model, list(refused), told)


def _refused(records, take):
    """{id: why} of the records with which a step could not be taken; with all others it was."""
    try:
        with records.env.cr.savepoint():
            take(records)
            records.env.flush_all()
    except UserError as error:
        records.env.invalidate_all(flush=False)
        if len(records) == 1:
            return {records.id: str(error)}
        half = len(records) // 2
        return {**_refused(records[:half], take), **_refused(records[half:], take)}
    return {}


def _set_apart(part, model, ids, why):
    """What was refused becomes a part of its own, not done, so that going on tries it alone."""
    apart = set(ids)
    left = [number for number in part.records[model] if number not in apart]
    part.create(
        {
            "batch_id": part.batch_id.id,
            "sequence": part.sequence,
            "stage": part.stage,
            "name": part.env._("%(part)s: not done", part=part.name),
            "items": len(ids),
            "records": {model: ids},
            "params": part.params,
            "state": "failed",
            "message": why,
        }
    )
    part.write({"items": len(left), "records": {model: left}})
