"""Enter marks, one by one or in a table: by whom, the lines for everybody, and from when on they count."""

from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..cycle.roster import roster, subjects
from ..listing import listed
from ..organization.res_users import sits_in
from ..plan.cadre_work_plan_version import QUIET
from ..states import RUNNING
from .cadre_score import ENTERED, SINGLE
from .grid import Column, Row

KEY = ("component_id", "employee_id", "subject_unit_id", "count_id", "item_id", "label", "rater_id")
"""What makes two lines of a cycle the same line."""


class CadreScore(models.Model):
    _inherit = "cadre.score"

    # -- who may ---------------------------------------------------------------------------------------------------
    def _may_enter(self):
        """The office; the leader or section head whose mark it is; the body that gives it; nobody for himself."""
        return self._is_enterer() and self.sudo().cycle_id.state in RUNNING

    def _is_enterer(self):
        """Of what a body gives: its members, a judge his own mark only, and the office for them; without it nobody."""
        user = self.env.user
        if not self._of_body():
            return self._is_office() or self.entry_user_id == user
        body = self._scorers()
        if not body or self._is_office() or self.entry_user_id == user:
            return bool(body)
        if self.rater_id and self.rater_id.sudo().user_id != user:
            return False
        return bool(sits_in(user, body))

    def _of_body(self):
        """Whether a body gives this mark."""
        return self.component_id.rater == "body" or bool(self.scoring_body_id)

    def _scorers(self):
        """The body that gives this mark; none: nobody enters it."""
        return self.sudo().scoring_body_id or self.sudo().cycle_id._scorers(self.component_id)

    def _nobody_scores(self):
        """The sentence that says so where no body is named that gives this mark, else False."""
        if not self._of_body() or self._scorers():
            return False
        return self.env._(
            "“%(part)s” is given by %(organ)s, and the cycle does not say which body that is. "
            "Name it under “Bodies” of the cycle first.",
            part=self.component_id.name,
            organ=self.component_id.organ or self.env._("the deciding body"),
        )

    def _subjects(self):
        """Whose own mark is waited for."""
        return self.user_id

    def _may_hand_in(self):
        """The subject himself; the office for somebody who has no account."""
        return self._acts_for_subject() and self.state == "self" and self.sudo().cycle_id.state in RUNNING

    def _may_ask_self(self):
        return self._is_office() and not self.entered and self.sudo().cycle_id.state in RUNNING

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_hand_in(self):
        """The subject's own marks are given: the final ones may be entered (S2B-02)."""
        self._take("hand_in")
        return True

    def action_close_self(self):
        """The office ends the phase of self-evaluation; who has given no own mark has none."""
        waiting = self.filtered(lambda score: score.state == "self")
        self._require_office(self.env._("The assessment office ends the self-evaluation."))
        waiting.check_access("write")
        waiting._write_step({"state": "draft"})
        return True

    def action_ask_self(self):
        """The office asks the subjects for their own marks, before any final one is entered."""
        self._take("ask_self")
        return True

    def action_confirm(self):
        """Marks count from now on; one mark a subject where the method takes a single one (A0-1)."""
        counted = self.filtered(lambda score: not score.self_only)
        empty = counted.filtered(lambda score: not score.entered)
        if empty:
            raise UserError(
                self.env._(
                    "No mark is entered yet for: %(names)s. Enter it, 0 too, or delete the line.",
                    names=listed(self.env, empty.mapped("display_name")),
                )
            )
        counted._take("confirm", confirmed_by_id=self.env.uid, confirmed_on=fields.Datetime.now())
        self._refuse_twice()
        return True

    def _refuse_twice(self):
        """Raise UserError naming whose mark is confirmed twice. Two queries."""
        confirmed = [
            ("cycle_id", "in", self.cycle_id.ids),
            ("component_id", "in", self.component_id.ids),
            ("state", "=", "confirmed"),
        ]
        found = []
        for methods, key in ((SINGLE, KEY[:3]), (tuple(set(ENTERED) - set(SINGLE)), self._key())):
            found += self.sudo()._read_group(
                [*confirmed, ("component_id.method", "in", methods)], key, ["__count"], having=[("__count", ">", 1)]
            )
        if found:
            names = [f"{(row[1] or row[2]).sudo().name} ({row[0].name})" for row in found]
            raise UserError(
                self.env._(
                    "Only one mark a person counts here. Remove the others of: %(names)s",
                    names=listed(self.env, names),
                )
            )

    @api.model
    def _key(self):
        return list(KEY)

    def action_reopen(self):
        self._take("reopen", confirmed_by_id=False, confirmed_on=False)
        return True

    # -- lines for everybody ---------------------------------------------------------------------------------------
    def action_prepare(self):
        """Empty lines of everybody assessed, for every component of a running cycle whose marks are entered here."""
        self._require_office(self.env._("The assessment office prepares the lines."))
        cycles = self.env["cadre.cycle"].search([("state", "in", RUNNING), ("of_my_office", "=", True)])
        components = cycles.scheme_id.component_ids.filtered(lambda component: component._method().entered)
        if not components:
            raise UserError(self.env._("No cycle under way has a component whose marks are entered here."))
        for cycle in cycles:
            self._prepare(cycle, components & cycle.scheme_id.component_ids)
        return self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_score_action")

    @api.model
    def _prepare(self, cycle, components):
        """The missing lines of one cycle, in one call. Returns them."""
        scores = self.sudo().with_context(**QUIET)
        field = "employee_id" if cycle.scheme_id.subject_kind == "person" else "subject_unit_id"
        groups = scores._read_group([("cycle_id", "=", cycle.id)], ["component_id", field])
        there = {(component.id, subject.id) for component, subject in groups}
        rows = subjects(roster(cycle, cycle._as_of()))
        items = self._items(cycle, components)
        judges = {component: self._judges(component, cycle) for component in components}
        values = []
        for row in rows:
            subject = row.employee_id if field == "employee_id" else row.subject_unit_id
            for component in components:
                if (component.id, subject) in there or not self._applies(component, row):
                    continue
                base = {
                    "cycle_id": cycle.id,
                    "component_id": component.id,
                    field: subject,
                    "entry_user_id": self._entry_user(component, row),
                    "head_id": False if field == "employee_id" else row.head_id,
                }
                own = items.get((component.id, subject))
                values += [{**base, **line} for line in self._all_lines(component, own, judges[component])]
        return scores.create(values)

    @api.model
    def _applies(self, component, row):
        """Whether the component is asked of this row of the roster (A2B-2: the 60 points do not apply to counties)."""
        classes, kinds = component.post_class_ids.ids, component.unit_category_ids.mapped("code")
        return (not classes or row.post_class_id in classes) and (not kinds or row.unit_category_code in kinds)

    @api.model
    def _asks_self(self, component):
        """Whether the subject gives his own mark first (S2B-02)."""
        return component.self_scored

    @api.model
    def _entry_user(self, component, row):
        """User id of the leader or the section head whose mark it is, else False."""
        if component.rater == "leader":
            return row.leader_user_id
        if component.rater == "section_head" and row.section_head_id:
            return self.env["hr.employee"].sudo().browse(row.section_head_id).user_id.id
        return False

    @api.model
    def _items(self, cycle, components):
        """{(component id, subject id): items of the approved letter}, where a component is the sum of its items."""
        components = components.filtered("from_letter")
        found = defaultdict(lambda: self.env["cadre.work.item"])
        if components:
            plans = self.env["cadre.work.plan"].sudo()
            plans = plans.search([("cycle_id", "=", cycle.id), ("state", "in", ("approved", "filed"))], order="version")
            newest = {plan.employee_id or plan.subject_unit_id: plan for plan in plans}
            for subject, plan in newest.items():
                for item in plan.item_ids:
                    found[item.component_id.id, subject.id] |= item
        return found

    @api.model
    def _judges(self, component, cycle):
        """Ids of the judges of a component that takes their mean: the members of its scoring organ."""
        body = component._method().each == "judge" and cycle._organ_of(component)
        return body._members_on(cycle._today()).employee_id.ids if body else []

    @api.model
    def _all_lines(self, component, items, judges):
        """The lines of the final figures and, where the subject scores itself, its own points for the whole of them."""
        lines = self._lines_of(component, items, judges)
        if not self._asks_self(component):
            return lines
        if lines == [{}] and component._method().each != "project":
            return [{"state": "self"}]
        return [{"state": "self", "self_only": True}, *lines]

    @api.model
    def _lines_of(self, component, items, judges):
        """Values of the lines of one component of one subject: for each item, count or judge, else a single one."""
        if component.from_letter:
            return [{"item_id": item.id} for item in items or ()]
        if component.count_ids:
            return [{"count_id": count.id} for count in component.count_ids._by_hand()]
        if judges:
            return [{"rater_id": judge} for judge in judges]
        return [{}]

    @api.model
    def _grid_places(self):
        """A table of every component of the running cycles that has lines to enter, and one of all of a cycle's."""
        groups = self._read_group(
            [("state", "=", "draft"), ("self_only", "=", False), ("cycle_id.state", "in", RUNNING)],
            ["cycle_id", "component_id"],
        )
        cycles = self.env["cadre.cycle"].browse({cycle.id for cycle, _component in groups}).sorted()
        places = []
        for cycle in cycles:
            own = [component for of, component in groups if of == cycle]
            if len(own) > 1:
                places.append((f"{cycle.id}-0", cycle.name))
            places += [
                (f"{cycle.id}-{component.id}", f"{cycle.name}: {component.name}" if len(own) > 1 else cycle.name)
                for component in sorted(own, key=lambda one: (one.sequence, one.id))
            ]
        return places

    @api.model
    def _grid(self, place, offset=0, limit=None, search=""):
        cycle_id, _, component_id = place.partition("-")
        cycle = self.env["cadre.cycle"].browse(int(cycle_id)).exists()
        cycle.check_access("read")
        field = cycle._subject_field()
        domain = Domain(
            [("cycle_id", "=", cycle.id), ("state", "in", ("draft", "confirmed")), ("self_only", "=", False)]
        )
        if int(component_id or 0):
            domain &= Domain("component_id", "=", int(component_id))
        if search:
            domain &= Domain(f"{field}.name", "ilike", search)
        subjects = [subject for [subject] in self._read_group(domain, [field], order=field)]
        total = len(subjects)
        subjects = subjects[offset : offset + limit] if limit else subjects
        ids = [subject.id for subject in subjects]
        lines = self.search(domain & Domain(field, "in", ids))
        columns, cells = {}, {}
        for line in lines.sorted(lambda one: (one.component_id.sequence, one.component_id.id, one.count_id.sequence)):
            column = line._grid_column()
            columns.setdefault(column.key, column)
            may = line.state == "draft" and line._may_enter()
            mine = cells.setdefault(line[field].id, {})
            mine.setdefault(column.key, (line.id, line.value if line.entered else None, may))
        rows = [
            Row(str(subject.id), number, name, section, "", cells.get(subject.id, {}))
            for subject, (number, name, section) in zip(subjects, self._grid_names(subjects), strict=True)
        ]
        return list(columns.values()), rows, total

    def _grid_column(self):
        """What this line is about: item of a letter, thing counted, judge or project, else the component."""
        part = self.item_id.sudo().name or self.count_id.name or self.rater_id.sudo().name or self.label or ""
        component = self.component_id
        label = f"{component.name} · {part}" if part else component.name
        parts = (component, self.count_id, self.item_id, self.rater_id)
        key = "-".join([*(str(one.id or 0) for one in parts), self.label or ""])
        low, high = self._range()
        return Column(key, label, low, None if high == float("inf") else high)

    @api.model
    def _grid_names(self, subjects):
        for subject in subjects:
            known = subject.sudo()
            if known._name == "hr.employee":
                yield known.staff_number or "", known.name or "", known.department_id.name or ""
            else:
                yield known.cadre_code or "", known.name or "", ""

    def _hold_cells(self):
        self.flush_recordset(["state"])
        if self.ids:
            self.env.cr.execute(SQL("SELECT 1 FROM cadre_score WHERE id IN %s ORDER BY id FOR UPDATE", tuple(self.ids)))
            self.invalidate_recordset(["state"], flush=False)

    def _cell_problem(self, value):
        if problem := self._nobody_scores():
            return problem
        if self.state != "draft" or self.self_only or not self._may_enter():
            return self.env._("you are not the one to enter this mark, or it is confirmed.")
        return False if value is None else self._range_problem(value)

    # -- the table: actions --------------------------------------------------------------------------------------------
    def action_grid(self):
        """The table of marks to enter."""
        return {
            "type": "ir.actions.client",
            "tag": "cadre_grid",
            "name": self.env._("Marks to Enter"),
            "params": {"model": "cadre.score"},
        }

    def action_import_scores(self):
        return self.env["cadre.marks.import"]._open("cadre.score", "")
