"""Find candidates among everybody of the units of a selection, by the conditions of a post: yes, no or not known.

It reads what is on file as the check of a candidate does, in a bounded number of queries however many people there
are, and lists those whom the office may want to look at; whom it adds, it adds with its own rights.
"""

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ...engine.criteria import explain, facts_asked
from ...models.clock import today_of
from ...models.organization.person_facts import facts_of
from ...models.scheme.answers import Sayer
from ..dialog import dialog

SHOWN = 200
"""People who are listed at once; counted are all."""
HOLDS = [("yes", "Met"), ("unknown", "Not Known"), ("no", "Not Met")]
VERDICTS = {True: "yes", None: "unknown", False: "no"}


class CadreCandidateFind(models.TransientModel):
    _name = "cadre.candidate.find"
    _description = "Find Candidates"

    selection_id = fields.Many2one("cadre.selection", required=True, readonly=True, ondelete="cascade")
    company_id = fields.Many2one(related="selection_id.company_id")
    post_id = fields.Many2one(
        "cadre.selection.post",
        string="For the Post",
        required=True,
        ondelete="cascade",
        domain="[('selection_id', '=', selection_id)]",
    )
    department_id = fields.Many2one(
        "hr.department",
        domain="[('company_id', '=', company_id)]",
        help="With everything below it, inside the units of the selection. Empty: everybody of those.",
    )
    with_unknown = fields.Boolean(string="Also Not Known", default=True, help="What is not on file is no no.")
    with_no = fields.Boolean(string="Also Not Met", help="With what stands in the way: an exception may be asked for.")
    searched = fields.Boolean(readonly=True)
    yes_count = fields.Integer(string="Met", readonly=True)
    unknown_count = fields.Integer(string="Not Known", readonly=True)
    no_count = fields.Integer(string="Not Met", readonly=True)
    more_text = fields.Char(compute="_compute_more_text")
    line_ids = fields.One2many("cadre.candidate.find.line", "find_id", string="People")

    @api.depends("searched", "yes_count", "unknown_count", "no_count", "with_unknown", "with_no")
    def _compute_more_text(self):
        for find in self:
            wanted = find.yes_count + find.unknown_count * find.with_unknown + find.no_count * find.with_no
            find.more_text = (
                self.env._("The first %(shown)s are listed: choose a department to see the others.", shown=SHOWN)
                if find.searched and wanted > SHOWN
                else False
            )

    def action_find(self):
        """Count everybody, and list those who meet the conditions, then those of whom it is not known."""
        self.ensure_one()
        selection, post = self.selection_id, self.post_id
        selection.check_access("write")
        if not selection._is_office():
            raise UserError(self.env._("Who looks for candidates is of the office of the selection."))
        if post.selection_id != selection:
            raise UserError(self.env._("Choose a post of “%(selection)s”.", selection=selection.name))
        roots = selection.procedure_id.criterion_id | post.criterion_id
        if not roots:
            raise UserError(
                self.env._("“%(procedure)s” has no conditions to look for.", procedure=selection.procedure_id.name)
            )
        trees = roots._engine_criteria()
        people = self.sudo()._people()
        day = selection.cut_off or today_of(selection)
        facts = facts_of(self.env(su=True), people, facts_asked(trees.values()), day)
        answers = {person: self._verdict(trees, facts[person.id]) for person in people}
        found = [person for person, holds in answers.items() if holds]
        unknown = [person for person, holds in answers.items() if holds is None]
        refused = [person for person, holds in answers.items() if holds is False]
        listed = [*found, *(unknown if self.with_unknown else ()), *(refused if self.with_no else ())][:SHOWN]
        sayers = {root: Sayer(root) for root in roots}
        self.sudo().write(
            {
                "searched": True,
                "yes_count": len(found),
                "unknown_count": len(unknown),
                "no_count": len(refused),
                "line_ids": [
                    Command.clear(),
                    *(
                        Command.create(
                            {
                                "employee_id": person.id,
                                "holds": VERDICTS[answers[person]],
                                "why": "\n".join(
                                    say.lines(root, explain(trees[root.id], facts[person.id]))
                                    for root, say in sayers.items()
                                ),
                            }
                        )
                        for person in listed
                    ),
                ],
            }
        )
        return self._again()

    @staticmethod
    def _verdict(trees, facts):
        """True, False, or ``None`` where it is not known, of all trees together."""
        holds = [explain(tree, facts).holds for tree in trees.values()]
        return False if False in holds else None if None in holds else True

    def _people(self):
        """Everybody of the units of the selection who does not stand for the post yet. As superuser."""
        selection = self.selection_id
        units = selection.unit_id | selection.register_unit_ids
        domain = [
            ("department_id", "child_of", units.ids),
            ("company_id", "=", selection.company_id.id),
            ("id", "not in", self.post_id.candidate_ids.employee_id.ids),
        ]
        if self.department_id:
            domain.append(("department_id", "child_of", self.department_id.id))
        return self.env["hr.employee"].search(domain)

    def action_add(self):
        """Those who are chosen become candidates for the post."""
        self.ensure_one()
        chosen = self.line_ids.filtered("chosen")
        if not chosen:
            raise UserError(self.env._("Choose at least one person."))
        self.env["cadre.candidate"].create(
            [
                {
                    "selection_id": self.selection_id.id,
                    "post_id": self.post_id.id,
                    "employee_id": line.employee_id.id,
                    "channel": "office",
                }
                for line in chosen
            ]
        )
        chosen.sudo().unlink()
        return self.selection_id.action_candidates()

    def _again(self):
        return dialog(self, self.env._("Find Candidates"))


class CadreCandidateFindLine(models.TransientModel):
    """One who was found, to be chosen or not."""

    _name = "cadre.candidate.find.line"
    _description = "Person Found"
    _rec_name = "employee_id"
    _order = "holds desc, id"

    find_id = fields.Many2one("cadre.candidate.find", required=True, ondelete="cascade")
    employee_id = fields.Many2one("hr.employee", string="Person", required=True, ondelete="cascade")
    department_id = fields.Many2one(related="employee_id.department_id")
    post = fields.Char(related="employee_id.job_title")
    holds = fields.Selection(HOLDS, string="Conditions", readonly=True)
    why = fields.Text(readonly=True)
    chosen = fields.Boolean()
