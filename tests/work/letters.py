"""A year of letters of responsibility under the shipped schemes: a department with its committee, people below it."""

from datetime import date

from odoo.addons.cadre_assessment.models.cycle.roster import roster
from odoo.addons.cadre_assessment.models.guard import guarded

from tests.common import CadreCase, CadreHttpCase

BUSINESS = (("重点项目建设", 30), ("民生实事", 25), ("营商环境", 15))
"""Business targets of the unit: 70 points in all (S2A-03)."""
PUBLIC = {"party": 10, "integrity": 10, "civility": 5, "investment": 5}


class LetterBuilder:
    """``self.letter`` is the draft of the unit; its head is ``self.section_head``, its leader ``self.leader``.

    ``self.other`` sits in the committee of the group, ``self.discipline`` in the organ that scores 党的建设: the cycle
    finds it by the name that the scheme gives the organ.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.env.ref("regulations.scheme_s2a_unit")
        cls.decider.is_unit_head = False
        cls.section_head.is_unit_head = True
        cls.section_head.leader_in_charge_id = cls.leader
        cls.group = cls.env["cadre.category"].create({"kind": "group", "code": "T-G", "name": "党群口"})
        cls.unit.comparison_group_id = cls.group
        cls.committee = cls.env["cadre.body"].create(
            {
                "name": "党群口考核组",
                "kind": "group_committee",
                "comparison_group_ids": [(6, 0, cls.group.ids)],
                "member_ids": [(0, 0, {"employee_id": cls.other.id, "role": "chair"})],
            }
        )
        cls.organ = cls.env["cadre.body"].create(
            {
                "name": "市委组织部",
                "kind": "scoring_organ",
                "member_ids": [(0, 0, {"employee_id": cls.discipline.id, "role": "chair"})],
            }
        )
        cls.cycle = cls.make_cycle(name="2025年度市直部门目标管理考核")
        cls.cycle.write({"state": "open"})
        cls.letter = cls.make_letter(cls.cycle, subject_unit_id=cls.unit.id, head_id=cls.section_head.id)

    @classmethod
    def part(cls, code, scheme=None):
        return (scheme or cls.scheme).component_ids.filtered(lambda one: one.code == code)

    @classmethod
    def make_letter(cls, cycle, **values):
        unit = cls.unit
        letter = guarded(cls.env["cadre.work.plan"]).create(
            {
                "cycle_id": cycle.id,
                "kind": "letter",
                "due": cls.env["cadre.work.plan"]._due(cycle),
                "employee_name": unit.name,
                "unit_id": unit.id,
                "unit_name": unit.name,
                "department_id": unit.id,
                "comparison_group_id": cls.group.id,
                "leader_id": cls.leader.id,
                **values,
            }
        )
        return cls.env["cadre.work.plan"].browse(letter.id)

    @classmethod
    def item_values(cls, letter, code, name, points, **values):
        return {
            "plan_id": letter.id,
            "component_id": cls.part(code, letter.cycle_id.scheme_id).id,
            "name": name,
            "points": points,
            "standard": "按期完成得满分，每拖延一个月扣1分。",
            "due": date(2025, 12, 31),
            "source": "priority",
            **values,
        }

    def write_items(self, letter=None, public=("integrity", "civility", "investment")):
        """Everything the unit writes itself; 党的建设 is the organ's."""
        letter = letter or self.letter
        items = [self.item_values(letter, "business", name, points) for name, points in BUSINESS]
        items += [self.item_values(letter, code, self.part(code).name, PUBLIC[code]) for code in public]
        return self.env["cadre.work.item"].with_user(self.section_head_user).create(items)

    def make_targets(self, points=(6, 4)):
        """What the organ sets for 党的建设, handed to the office."""
        targets = (
            self.env["cadre.target"]
            .with_user(self.discipline_user)
            .create(
                [
                    {
                        "cycle_id": self.cycle.id,
                        "component_id": self.part("party").id,
                        "name": f"党建第{number}项",
                        "points": value,
                        "standard": "查阅资料，缺一项扣1分。",
                    }
                    for number, value in enumerate(points, 1)
                ]
            )
        )
        targets.action_submit()
        return targets

    def complete(self):
        self.write_items()
        self.make_targets()
        self.letter.with_user(self.officer_user).action_merge_targets()
        self.env.invalidate_all()

    def approve(self, letter=None):
        """Through its three tiers: the unit hands it in, the committee reviews it, the leader approves it."""
        letter = letter or self.letter
        letter.with_user(letter.user_id).action_submit()
        if letter.subject_unit_id:
            letter.with_user(self.other_user).action_approve()
        letter.with_user(self.leader_user).action_approve()

    def sign(self, letter=None):
        letter = letter or self.letter
        letter.with_user(letter.user_id).action_sign()
        letter.with_user(self.leader_user).action_leader_sign()

    def file(self, letter=None):
        (letter or self.letter).with_user(self.officer_user).action_file()
        self.env.invalidate_all()

    def done(self):
        self.complete()
        self.approve()
        self.sign()
        self.file()

    def rows(self, cycle):
        return roster(cycle, cycle._as_of())


class LetterCase(LetterBuilder, CadreCase):
    """Inside one transaction."""


class LetterHttpCase(LetterBuilder, CadreHttpCase):
    """Over RPC."""
