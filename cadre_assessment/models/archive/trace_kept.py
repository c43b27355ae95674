"""Read back what a result was archived with: the trace, the decision, the receipt. Whoever asks may read the result."""

from typing import NamedTuple

from markupsafe import Markup

from ..computation.reasons import Words
from ..scheme.figures import number


class KeptLine(NamedTuple):
    """A line of the trace as it stood when the result was archived."""

    label: str
    raw: str
    weight: str
    points: float
    reason: str
    graded: bool
    """Its input is the coefficient of a grade."""


def kept_of(results):
    """{result: what its entry keeps, ``{}`` where nothing was kept or it was erased}. One query."""
    entries = results.env["cadre.archive.entry"].sudo()
    found = entries.search([("result_id", "in", results.ids), ("kind", "=", "result")])
    by_result = {entry.result_id: entry._facts() for entry in found}
    return {result: by_result.get(result.id, {}) for result in results}


def lines_of(result, kept, words):
    """The lines of the trace, in words for anybody who may read the result: nothing of others' figures.

    :param words: {scheme: its words}, filled as needed
    """
    scheme = result.sudo().cycle_id.scheme_id
    if scheme not in words:
        words[scheme] = Words(result.env, scheme, full=False)
    say = words[scheme]
    return [
        KeptLine(
            say.label(line["kind"], line["name"]),
            f"{line['raw']:g}" if line["has_raw"] else "",
            number(line["weight"]) if line["weight"] else "",
            line["points"],
            say.line(line["kind"], line["reason_code"], line["reason_figures"]),
            bool(line.get("graded")),
        )
        for line in kept.get("trace", ())
    ]


def table_of(result, kept, words):
    """The trace as a table, or False where none was kept."""
    found = lines_of(result, kept, words)
    if not found:
        return False
    env = result.env
    heads = (env._("Part"), env._("Recorded"), env._("Weight"), env._("Points"), env._("Explanation"))
    shown = [(one.label, one.raw, one.weight, f"{one.points:.2f}", one.reason) for one in found]
    return Markup("<table class='table table-sm o_cadre_trace'><thead><tr>%s</tr></thead><tbody>%s</tbody></table>") % (
        _cells("th", heads),
        Markup().join(Markup("<tr>%s</tr>") % _cells("td", row) for row in shown),
    )


def _cells(tag, texts):
    tag = Markup(tag)
    return Markup().join(Markup("<%s>%s</%s>") % (tag, text or "", tag) for text in texts)
