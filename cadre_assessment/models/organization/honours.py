"""The words of 奖惩情况 on a form: what a person was awarded and how he was sanctioned, oldest first."""

from collections import defaultdict


def honours_of(people, until=None):
    """{person: entries of ``cadre.honour`` that count, oldest first}. One query, with the rights of the reader; who may
    read none at all gets none.

    :param people: employees
    :param until: only what was given by that day (a date)
    """
    Honour = people.env["cadre.honour"]
    found = defaultdict(Honour.browse)
    if not people or not Honour.has_access("read"):
        return found
    domain = [("employee_id", "in", people.ids), ("revoked_on", "=", False)]
    if until:
        domain.append(("date_from", "<=", until))
    for honour in Honour.search(domain, order="date_from, id"):
        found[honour.employee_id] |= honour
    return found


def honours_text(honours):
    """The sentence of a form: “2024年3月，云岭县委：嘉奖（云委〔2024〕12号）”; of nobody's: “无” is the form's word."""
    return "；".join(_said(honour) for honour in honours)


def _said(honour):
    who = f"{honour.organ}：" if honour.organ else ""
    notes = [honour.document or ""]
    if honour.kind == "sanction" and honour.date_to:
        notes.append(f"影响期至{honour.date_to.year}年{honour.date_to.month}月{honour.date_to.day}日")
    noted = "，".join(filter(None, notes))
    said = f"{honour.date_from.year}年{honour.date_from.month}月，{who}{honour.name}"
    return f"{said}（{noted}）" if noted else said
