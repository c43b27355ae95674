"""A button names the step it takes: ``step="submit"`` in a view, and whoever may not take it now does not see it.

Of a field the same attribute says in which step it is filled in: it is read-only to everybody else. Several codes are
parted by blanks; one of them is enough. Hiding is for the eye alone: the step itself asks again (:mod:`.steps`).

The approvals of a record (``review_ids``) look the same on every form: a view names the field, the columns stand here.
"""

from lxml import etree
from odoo import models

TOLD = "' {} ' not in (allowed_steps or '')"
"""How an expression of a view asks ``allowed_steps``, where each code has a blank on both sides."""

APPROVALS = """
    <list create="0" edit="0" delete="0" no_open="1">
        <field name="sequence"/>
        <field name="name"/>
        <field name="todo_by"/>
        <field name="status" widget="badge" decoration-success="status == 'approved'"
            decoration-warning="status in ('waiting', 'pending')" decoration-danger="status == 'rejected'"/>
        <field name="done_by"/>
        <field name="reviewed_date"/>
        <field name="comment"/>
    </list>
"""


def expand(arch):
    """Turn each ``step`` in ``arch`` into the modifier that Odoo knows, in addition to the one that stands there; give
    the approvals their columns."""
    for node in arch.iterfind(".//field[@name='review_ids']"):
        if not len(node):
            node.append(etree.fromstring(APPROVALS))
    for node in arch.iterfind(".//*[@step]"):
        asked = " and ".join(TOLD.format(code) for code in node.attrib.pop("step").split())
        modifier = "readonly" if node.tag == "field" else "invisible"
        more = node.get(modifier)
        node.set(modifier, f"{asked} or ({more})" if more else asked)


class IrUiView(models.Model):
    _inherit = "ir.ui.view"

    def _get_combined_arch(self):
        """Before Odoo checks a view and before it is sent: to both it looks as if the condition had been written."""
        arch = super()._get_combined_arch()
        if (self.model or "").startswith("cadre."):
            expand(arch)
        return arch
