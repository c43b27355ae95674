"""A second kind of occasion, for the tests alone: a trial with a body that decides, a paper, a notice, a vote.

It lives in the registry of one test class (as ``tests/guard/small.py`` says): what it adds to decision and notice is
taken off again, its tables go with the transaction.
"""

from unittest.mock import patch

from odoo import fields, models
from odoo.addons.cadre_assessment.models.meeting.activities import Reminder
from odoo.orm.model_classes import add_to_registry

from tests.common import CadreHttpCase

NEW = ("cadre.trial", "cadre.trial.paper", "cadre.trial.section")
EXTENDED = ("cadre.decision", "cadre.notice", "cadre.ballot")


def definitions():
    class Trial(models.Model):
        _module = None
        _name = "cadre.trial"
        _description = "Trial"
        _inherit = ["cadre.occasion", "mail.thread", "mail.activity.mixin"]
        _office_paths = ("office_body_id",)
        _hung_by = "trial_id"

        name = fields.Char()
        company_id = fields.Many2one("res.company", default=lambda self: self.env.company)
        body_id = fields.Many2one("cadre.body")
        office_body_id = fields.Many2one("cadre.body")
        employee_id = fields.Many2one("hr.employee")
        begun_on = fields.Date()
        outcome = fields.Char()

        def _office_domain(self):
            return fields.Domain("office_body_id.mine", "=", True)

        def _deciding_body(self):
            return self.body_id

        def _office_body(self):
            return self.office_body_id

        def _accounts_since(self):
            return self.begun_on

        def _reminders(self, today):
            papers = self.env["cadre.trial.paper"].search([("trial_id", "=", self.id), ("state", "=", "draft")])
            return [
                Reminder(paper, paper.writer_id, f"Hand in: {paper.name}", paper.due)
                for paper in papers
                if paper.due and paper.due <= today
            ]

    class Paper(models.Model):
        _module = None
        _name = "cadre.trial.paper"
        _description = "Report of a Trial"
        _inherit = ["cadre.of.occasion.mixin", "cadre.paper"]
        _occasions = ("trial_id",)

        trial_id = fields.Many2one("cadre.trial")
        employee_id = fields.Many2one("hr.employee", string="About")
        writer_id = fields.Many2one("res.users")
        section_ids = fields.One2many("cadre.trial.section", "paper_id")

        def _authors(self):
            return self.writer_id

    class Section(models.Model):
        _module = None
        _name = "cadre.trial.section"
        _description = "Section of a Report"
        _inherit = ["cadre.paper.section.mixin"]
        _guard_parent = "paper_id"

        paper_id = fields.Many2one("cadre.trial.paper", ondelete="cascade")

    class Decision(models.Model):
        _module = None
        _name = "cadre.decision"
        _inherit = ["cadre.decision"]
        _occasions = ("trial_id",)

        trial_id = fields.Many2one("cadre.trial")

        def _about(self, people):
            found = super()._about(people)
            trial = self.sudo().trial_id
            return {**found, trial: trial.employee_id & people} if trial.employee_id & people else found

        def _apply(self):
            result = super()._apply()
            self.trial_id.outcome = "decided"
            return result

        def _unapply(self):
            result = super()._unapply()
            self.trial_id.outcome = False
            return result

    class Notice(models.Model):
        _module = None
        _name = "cadre.notice"
        _inherit = ["cadre.notice"]
        _occasions = ("trial_id",)

        trial_id = fields.Many2one("cadre.trial")
        kind = fields.Selection(selection_add=[("trial", "Trial")], ondelete={"trial": "cascade"})

        def _publish(self):
            result = super()._publish()
            if self.kind == "trial":
                person = self.trial_id.employee_id
                self.env["cadre.notice.line"].sudo().create(
                    {"notice_id": self.id, "employee_id": person.id, "name": person.name}
                )
            return result

    class Ballot(models.Model):
        _module = None
        _name = "cadre.ballot"
        _inherit = ["cadre.ballot"]
        _occasions = ("trial_id",)

        trial_id = fields.Many2one("cadre.trial")

    return Trial, Paper, Section, Decision, Notice, Ballot


class TrialCase(CadreHttpCase):
    """``self.trial`` of 王芳, worked on by the office, decided by the leading body."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        before = {name: cls.registry[name]._base_classes__ for name in EXTENDED}
        cls.addClassCleanup(cls._forget, before)
        for definition in definitions():
            add_to_registry(cls.registry, definition)
        names = NEW + EXTENDED
        cls.registry._setup_models__(cls.env.cr, names)
        with patch.object(type(cls.registry), "check_foreign_keys", lambda registry, cr: None):
            cls.registry.init_models(cls.env.cr, names, {"module": "cadre_assessment"})
        cls.env["ir.model.access"].create(
            [
                {
                    "name": name,
                    "model_id": cls.env["ir.model"]._get(name).id,
                    "group_id": cls.env.ref("base.group_user").id,
                    **dict.fromkeys(("perm_read", "perm_write", "perm_create"), True),
                }
                for name in NEW
            ]
        )
        cls.env["ir.rule"].create(
            [
                {
                    "name": f"{name} of a trial",
                    "model_id": cls.env["ir.model"]._get(name).id,
                    "groups": [(4, cls.env.ref("cadre_assessment.group_cadre_officer").id)],
                    "domain_force": "[('trial_id.of_my_office', '=', True)]",
                }
                for name in EXTENDED
            ]
        )
        cls.trial = cls.env["cadre.trial"].create(
            {
                "name": "试行事项",
                "body_id": cls.leading_body.id,
                "office_body_id": cls.office_body.id,
                "employee_id": cls.other.id,
                "begun_on": "2025-01-01",
            }
        )

    @classmethod
    def _forget(cls, before):
        """Take the models, and what was added to others, out again; Odoo's test class sets the registry up anew."""
        for name in NEW:
            del cls.registry.models[name]
        for model in cls.registry.models.values():
            for name in NEW:
                model._inherit_children.discard(name)
        for name, bases in before.items():
            cls.registry[name]._base_classes__ = bases
            for heir in cls.registry.descendants([name], "_inherit", "_inherits"):
                cls.registry[heir]._setup_done__ = False
