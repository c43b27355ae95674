"""Taking a regulation of the gallery: the code it gets, and what will be made by that."""

from odoo import api, fields, models

from ...models.listing import listed


class CadreRegulationTake(models.TransientModel):
    _name = "cadre.regulation.take"
    _description = "Take a Regulation"

    edition_id = fields.Many2one("cadre.regulation.edition", required=True, readonly=True)
    code = fields.Char(required=True, compute="_compute_code", store=True, precompute=True, readonly=False)
    taken_as = fields.Char(related="edition_id.taken_as")
    summary = fields.Text(compute="_compute_summary")

    @api.depends("edition_id")
    def _compute_code(self):
        """That of the file, or where it is in use here the first that is free."""
        for wizard in self:
            wizard.code = wizard.edition_id and wizard.edition_id._free_code()

    @api.depends("edition_id")
    def _compute_summary(self):
        for wizard in self:
            edition = wizard.edition_id
            data = edition._data() if edition else {}
            found = [one for model in edition._kinds() for one in data.get(self.env[model]._listed, ())]
            wizard.summary = self.env._(
                "The regulation “%(name)s” (edition %(edition)s) and, as drafts of your own, %(count)s schemes and "
                "procedures: %(schemes)s. Together they have %(components)s parts of the score and %(rules)s rules. "
                "Nothing that is here already changes; you may change the drafts before you put them in force.",
                name=edition.name,
                edition=edition.edition,
                count=len(found),
                schemes=listed(self.env, [one["name"] for one in found]),
                components=edition.component_count,
                rules=edition.rule_count,
            )

    def action_take(self):
        """Make it, all or nothing, and open it."""
        self.ensure_one()
        regulation = self.edition_id._take(self.code)
        return {
            "type": "ir.actions.act_window",
            "res_model": "cadre.regulation",
            "res_id": regulation.id,
            "views": [(False, "form")],
        }
