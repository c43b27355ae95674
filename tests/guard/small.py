"""The kit on a small model of its own: a paper somebody writes and somebody else answers, its lines, its counts.

The models live in the registry of one test class only (:class:`SmallCase`): their tables go with its transaction.
"""

from unittest.mock import patch

from odoo import fields, models
from odoo.addons.cadre_assessment.models.guard import Step
from odoo.orm.model_classes import add_to_registry

from tests.common import CadreCase

NAMES = ("cadre.small.paper", "cadre.small.line", "cadre.small.count", "cadre.small.seal")


def definitions():
    """The model classes. Made anew for each test class, since a registry keeps what it is given."""

    class Paper(models.Model):
        _module = None
        _name = "cadre.small.paper"
        _description = "Small Paper"
        _inherit = ["cadre.guard.mixin", "cadre.locked.files.mixin"]

        _guarded = frozenset({"answer", "answered_by_id"})
        _office_fields = frozenset({"deadline"})
        _locked_states = frozenset({"sent", "answered"})
        _own_work = frozenset({"create", "write", "unlink"})
        _steps = (
            Step("send", ("draft",), "sent", "_is_author", own=True, whose="_authors"),
            Step("answer", ("sent",), "answered", "_is_answerer", reason=True, whose="_answerers"),
            Step("file", ("answered",), None, "_is_office"),
        )

        name = fields.Char()
        user_id = fields.Many2one("res.users")
        answerer_id = fields.Many2one("res.users")
        deadline = fields.Char()
        state = fields.Selection(
            [("draft", "Draft"), ("sent", "Sent"), ("answered", "Answered")], default="draft", copy=False
        )
        answer = fields.Char(copy=False)
        answered_by_id = fields.Many2one("res.users", copy=False)
        company_name = fields.Char(related="user_id.company_id.name", store=True)
        number = fields.Integer(readonly=True, default=7)
        line_ids = fields.One2many("cadre.small.line", "paper_id")

        def _is_author(self):
            return self.user_id == self.env.user

        def _authors(self):
            return self.user_id

        def _is_answerer(self):
            return self.answerer_id == self.env.user

        def _answerers(self):
            return self.answerer_id

        def _reason_answer(self, reason):
            return self._take("answer", answer=reason, answered_by_id=self.env.uid)

        def begin(self, values):
            """What a client asks for, completed by the server."""
            return self._create_as_server([values], [{"name": "made", "line_ids": [(0, 0, {"name": "given"})]}])

    class Line(models.Model):
        _module = None
        _name = "cadre.small.line"
        _description = "Small Line"
        _inherit = ["cadre.guard.child.mixin"]

        _guard_parent = "paper_id"
        _own_work = frozenset({"create", "write", "unlink"})

        paper_id = fields.Many2one("cadre.small.paper", required=True, ondelete="cascade")
        name = fields.Char()
        state = fields.Selection(related="paper_id.state", store=True)

    class Count(models.Model):
        _module = None
        _name = "cadre.small.count"
        _description = "Small Count"
        _inherit = ["cadre.server.only.mixin"]

        number = fields.Integer()

    class Seal(models.Model):
        _module = None
        _name = "cadre.small.seal"
        _description = "Small Seal"
        _inherit = ["cadre.server.only.mixin"]
        _needs_guard = True

        number = fields.Integer()

    return Paper, Line, Count, Seal


class SmallCase(CadreCase):
    """``self.paper`` is a draft of ``self.person_user`` with one line, ``self.foreign`` one of ``self.other_user``."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.addClassCleanup(cls._forget)
        for definition in definitions():
            add_to_registry(cls.registry, definition)
        cls.registry._setup_models__(cls.env.cr, NAMES)
        with patch.object(type(cls.registry), "check_foreign_keys", lambda registry, cr: None):
            # a foreign key would lock the table of users against whatever else looks at this database
            cls.registry.init_models(cls.env.cr, NAMES, {"module": "cadre_assessment"})
        cls.env["ir.model.access"].create(
            [
                {
                    "name": name,
                    "model_id": cls.env["ir.model"]._get(name).id,
                    "group_id": cls.env.ref("base.group_user").id,
                    **dict.fromkeys(("perm_read", "perm_write", "perm_create", "perm_unlink"), True),
                }
                for name in NAMES
            ]
        )
        Paper = cls.env["cadre.small.paper"]
        cls.paper, cls.foreign = Paper.create(
            [
                {
                    "name": user.name,
                    "user_id": user.id,
                    "answerer_id": cls.leader_user.id,
                    "line_ids": [(0, 0, {"name": user.login})],
                }
                for user in (cls.person_user, cls.other_user)
            ]
        )
        cls.mine = cls.paper.with_user(cls.person_user)

    @classmethod
    def _forget(cls):
        """Take the models out again; the registry is set up anew by the test class of Odoo."""
        for name in NAMES:
            del cls.registry.models[name]
        for model in cls.registry.models.values():
            for name in NAMES:
                model._inherit_children.discard(name)
