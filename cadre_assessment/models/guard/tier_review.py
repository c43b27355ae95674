"""Protect the rows in which a tier's answer stands.

OCA grants every internal user everything on them.  Rows of our own models are changed by our own steps only, and read
by whoever may read the record they are about.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from .trust import guarded, is_trusted


class TierReview(models.Model):
    _name = "tier.review"
    _inherit = ["cadre.about.mixin", "tier.review"]
    _about = ("model", "res_id")

    body_ids = fields.Many2many(
        "cadre.body",
        "cadre_tier_review_body_rel",
        string="Asked as Members of",
        readonly=True,
        help="Its members of today answer; whoever has left it reads the record no more.",
    )

    def _guarded_rows(self):
        tiers = self.env["cadre.tier.mixin"]
        return self.filtered(lambda review: tiers._tier_guarded(review.model))

    def _refuse_forged(self):
        if not is_trusted(self.env) and self.sudo()._guarded_rows():
            raise AccessError(self.env._("Reviews are given, changed and cleared by the buttons of their record only."))

    @api.model_create_multi
    def create(self, vals_list):
        reviews = super().create(vals_list)
        reviews._refuse_forged()  # by what was created: the model may come from the context or a personal default
        return reviews

    def write(self, vals):
        self._refuse_forged()
        result = super().write(vals)
        self._refuse_forged()  # a foreign row may have become one of ours
        return result

    def unlink(self):
        self._refuse_forged()
        return super().unlink()

    def _compute_reviewer_ids(self):
        """As OCA's; what is asked is read for all records together, and who is asked the same is written at once."""
        for model, reviews in self.grouped("model").items():
            records = self.env[model].browse(reviews.mapped("res_id")) if model in self.env else None
            for name in reviews.reviewer_field_id.mapped("name") if records is not None else ():
                records.mapped(name)
        for users, reviews in self.grouped(lambda review: review._get_reviewers()).items():
            reviews.reviewer_ids = users

    @api.model
    def _ask_anew(self, domain):
        """Ask those who are to answer *today* the reviews that wait: bodies change, and people get other accounts."""
        waiting = guarded(self.sudo()).search([*domain, ("status", "in", ("waiting", "pending"))])._guarded_rows()
        for model, reviews in waiting.grouped("model").items():  # who sits where may be in the cache from before
            records = self.env[model].sudo().browse(reviews.mapped("res_id"))
            names = set(reviews.reviewer_field_id.mapped("name"))
            records.invalidate_recordset([name for name in names if not records._fields[name].store], flush=False)
        waiting = waiting.filtered(lambda review: review._get_reviewers() != review.reviewer_ids)
        if waiting:
            self.env.add_to_compute(waiting._fields["reviewer_ids"], waiting)
        for model, reviews in waiting.grouped("model").items():
            self.env[model].sudo().browse(reviews.mapped("res_id")).exists()._reviewers_changed()
        return waiting

    @api.model
    def _ask_today(self):
        """Every day: memberships begin and end, heads and leaders are replaced. Of a group Odoo knows it at once."""
        daily = [name for name in self._about_models() if self.env[name]._asked_by_day]
        self._ask_anew(["|", ("body_ids", "!=", False), ("model", "in", daily)])

    def _update_review_status(self):
        """Reached by every reviewer's systray; it only promotes what has come to its turn."""
        records = self if is_trusted(self.env) else guarded(self)
        return super(TierReview, records)._update_review_status()

    # -- reading: as the record it is about ------------------------------------------------------------------------
    @api.model
    def _about_models(self):
        tiers = self.env["cadre.tier.mixin"]
        return [name for name in self.env.registry if tiers._tier_guarded(name) and not self.env[name]._abstract]


class CommentWizard(models.TransientModel):
    _inherit = "comment.wizard"

    def add_comment(self):
        """For records of ours the reviews are those of the user's turn, never those the client names."""
        self.ensure_one()
        if not self.env["cadre.tier.mixin"]._tier_guarded(self.res_model):
            return super().add_comment()
        record = self.env[self.res_model].browse(self.res_id)._clean_context()
        record.check_access("write")
        record._refuse_out_of_turn()
        if self.validate_reject == "validate":
            return record._say_yes(self.comment)
        return record._take_with_reason("return", self.comment)


class TierDefinition(models.Model):
    _inherit = "tier.definition"

    @api.model
    def _get_tier_validation_model_names(self):
        names = super()._get_tier_validation_model_names()
        return names + [name for name in self.env["tier.review"]._about_models() if name not in names]
