"""Hold candidates against the conditions of their procedure: each of them by what is on file, as of one day."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...engine import Criterion
from ...engine.criteria import explain, facts_asked
from ...engine.known import packed
from ..clock import today_of
from ..guard import guarded
from ..listing import listed, titled
from ..organization.person_facts import BY_HAND, facts_of, sources_of
from ..scheme.answers import Sayer, leaves, said

FOUND = {True: "yes", False: "no", None: "unknown"}


class CadreCandidate(models.Model):
    _inherit = "cadre.candidate"

    check_ids = fields.One2many("cadre.candidate.check", "candidate_id", string="Conditions One by One")
    registration_ids = fields.One2many("cadre.registration", "candidate_id", string="What He Knows")
    nomination_id = fields.Many2one(
        "cadre.nomination",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('employee_id', '=', employee_id), ('state', '=', 'accepted')]",
        help="F-22: by which he came into the recommendation.",
    )
    changed_checks = fields.Integer(
        string="Conditions Changed", compute="_compute_changed_checks", help="The file says something else since."
    )

    def _compute_changed_checks(self):
        for candidate in self:
            candidate.changed_checks = len(candidate.check_ids.filtered("changed"))

    def write(self, vals):
        """Where the procedure has conditions, whether they are met follows from the rows, and is typed by nobody."""
        if not self._is_trusted() and vals.keys() & {"eligible", "eligible_note"}:
            self.sudo()._refuse_typed()
        if not self._is_trusted() and vals.get("nomination_id"):
            self._refuse_nomination(self.env["cadre.nomination"].browse(vals["nomination_id"]))
        return super().write(vals)

    def _refuse_typed(self):
        """:raises UserError: the procedure has conditions. As superuser."""
        for candidate in self:
            if candidate._roots():
                raise UserError(
                    self.env._(
                        "%(candidate)s: whether the conditions are met follows from them, one by one. Check them.",
                        candidate=candidate._full_name(),
                    )
                )

    def _refuse_nomination(self, nomination):
        nomination.check_access("read")
        for candidate in self.sudo():
            if nomination.sudo().employee_id != candidate.employee_id or not nomination._holds_on(today_of(candidate)):
                raise UserError(
                    self.env._(
                        "%(candidate)s: choose a nomination of his that was taken into the recommendation and counts.",
                        candidate=candidate._full_name(),
                    )
                )

    def _decided_on(self):
        """The day of the decision that names him, or False."""
        votes = self.vote_ids.filtered(lambda one: one.decision_id.state == "approved" and one.outcome == "carried")
        votes = votes.filtered(lambda one: one.decision_id.step_id.kind == "decision")
        return votes.decision_id[:1].date

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_check_conditions(self):
        """Hold them against the conditions by what is on file; what a checker signed stays while it still holds.

        Once the check of the selection is done, it says what has changed since, and changes nothing.
        """
        self.check_access("write")
        for candidate in self:
            if not candidate._is_office():
                candidate._refuse_step("put_out")  # says why: himself, or not his office
        self.sudo()._check_conditions()
        return True

    # -- business --------------------------------------------------------------------------------------------------
    def _check_is_done(self):
        """Whether the check of his selection is done for him."""
        self.ensure_one()
        return self.sudo().post_id._is_checked()

    def _roots(self):
        """The conditions asked of these candidates of one post: of the procedure, and of the post itself."""
        return self.selection_id.procedure_id.criterion_id | self.post_id.criterion_id

    def _check_conditions(self):
        """As superuser: the rows of all of them, with a bounded number of queries for each post."""
        for (selection, _post), some in self.grouped(lambda one: (one.selection_id, one.post_id)).items():
            roots = some._roots()
            if not roots:
                raise UserError(
                    self.env._(
                        "“%(procedure)s” has no conditions: say by hand whether they are met.",
                        procedure=selection.procedure_id.name,
                    )
                )
            some._refuse_faults(roots)
            some._check_against(roots, selection.cut_off or today_of(selection))
            some._weigh()

    def _refuse_faults(self, roots):
        known = self.env["cadre.criterion"]._known_codes()
        faults = [
            titled(self.env, leaf.display_name, text)
            for root in roots
            for leaf, text in root._faults(known, {}, of_person=True)
        ]
        if faults:
            raise UserError("\n".join(faults))

    def _check_against(self, roots, day):
        trees = roots._engine_criteria()
        people, asked = self.employee_id, facts_asked(trees.values())
        known_of = facts_of(self.env, people, asked, day)
        source_of = sources_of(self.env, people, asked, day)
        there = {(check.candidate_id, check.criterion_id): check for check in self.check_ids}
        new = []
        for number, root in enumerate(roots):
            say = Sayer(root)
            for candidate in self:
                facts, sources = known_of[candidate.employee_id.id], source_of[candidate.employee_id.id]
                answer = explain(trees[root.id], facts)
                for place, (leaf, part) in enumerate(leaves(root, answer)):
                    values = found_row(say, leaf, part, sources.get(part.criterion.fact), day)
                    values["sequence"] = 1000 * number + place
                    check = there.get((candidate, leaf))
                    if check:
                        check._see(values)
                    else:
                        new.append(
                            {**values, "candidate_id": candidate.id, "criterion_id": leaf.id, "answer": values["found"]}
                        )
        if new:
            guarded(self.env["cadre.candidate.check"].sudo()).create(new)

    @api.model
    def _look_again(self):
        """Every day: what the file says otherwise since the list was frozen. As superuser."""
        frozen = self.search(
            [("selection_id.state", "=", "running"), ("state", "!=", "out"), ("check_ids.shown", "=", True)]
        )
        frozen.filtered(lambda one: one._check_is_done())._check_conditions()

    def _weigh(self, anew=False):
        """Say of each whether all conditions are met, by the rows: yes, with a term, no, or not known. As superuser.

        :param anew: also of those whose check is done, when a change was taken over
        """
        for candidate in self.filtered(lambda one: anew or not one._check_is_done()):
            rows = {check.criterion_id.id: check for check in candidate.check_ids}
            roots = candidate._roots()
            strict = [_holds(root, rows, deferred=False) for root in roots]
            lenient = [_holds(root, rows, deferred=True) for root in roots]
            if all(strict):
                eligible = "yes"
            elif all(lenient):
                eligible = "deferred"
            else:
                eligible = "no" if False in lenient else "unknown"
            guarded(candidate).write({"eligible": eligible, "eligible_note": False})

    def _conditions_problems(self):
        """Of those in the check: what is not answered yet, and what a form F-24 would lack."""
        for candidate in self:
            open_ones = candidate.check_ids.filtered(lambda one: one.answer == "unknown")
            if not candidate.check_ids:
                yield candidate, self.env._("%(person)s is not checked yet.", person=candidate.name)
            elif open_ones and candidate.eligible == "unknown":
                yield (
                    candidate,
                    self.env._(
                        "%(person)s: not known: %(conditions)s. Enter it on file, or let a checker sign.",
                        person=candidate.name,
                        conditions=listed(self.env, open_ones.mapped("condition_text")),
                    ),
                )


def found_row(say, leaf, part, source, day):
    """The values of a row: the condition, what is known of it, and the record it is read from."""
    names = say.words.get(leaf.fact, {})
    return {
        "condition": leaf.name or say.names[leaf],
        "by_hand": leaf.fact == BY_HAND,
        "defer_months": leaf.defer_months,
        "may_except": leaf.may_except,
        "as_of": day,
        "found": FOUND[part.holds],
        "known": said(leaf.env, part.known, names),
        "known_value": {"is": packed(part.known)},
        "record_model": source._name if source else False,
        "record_id": source.id if source else False,
        "record_name": source._full_name()
        if hasattr(source, "_full_name")
        else source.display_name
        if source
        else False,
    }


def _holds(root, rows, deferred):
    """Whether the tree holds by what its rows answer; with a term counts as met only if ``deferred``."""
    answers = {}
    for leaf, check in rows.items():
        if check.answer == "deferred":
            answers[str(leaf)] = deferred
        elif check._holds() is not None:
            answers[str(leaf)] = check._holds()
    return explain(_by_rows(root), answers).holds


def _by_rows(criterion):
    """The tree of ``criterion`` as the engine takes it, each comparison being what its row answers."""
    if criterion.kind == "fact":
        return Criterion("fact", str(criterion.id), "=", True)
    parts = tuple(_by_rows(child) for child in criterion.child_ids)
    if criterion.kind == "not" and len(parts) != 1:
        parts = (Criterion("any", children=parts),)
    return Criterion(criterion.kind, children=parts)
