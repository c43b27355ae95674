"""A ballot of four levels and its voters: what the tests of this room begin with."""

import re

from odoo.addons.cadre_assessment.models.ballot import casting

from tests.common import CadreCase, CadreHttpCase

ADDRESS = "https://kaohe.example.gov.cn"
"""One that phones reach: nothing has to be confirmed."""
LEVELS = (("优秀", "", 100), ("称职", "合格", 80), ("基本称职", "基本合格", 60), ("不称职", "不合格", 40))


def make_scale(env):
    return env["cadre.scale"].create(
        {
            "name": "民主测评等次",
            "code": "T-BALLOT",
            "grade_ids": [
                (
                    0,
                    0,
                    {
                        "name": n,
                        "alias": alias,
                        "code": str(order),
                        "sequence": order,
                        "ballot_value": value,
                        "is_top": order == 1,
                    },
                )
                for order, (n, alias, value) in enumerate(LEVELS, 1)
            ],
        }
    )


def make_ballot(env, names=("李明", "王芳", "郭科长"), groups=(("全体人员", 30),), scale=None, **values):
    """A ballot in preparation; ``groups``: (name, expected)."""
    return env["cadre.ballot"].create(
        {
            "name": "年度考核民主测评表",
            "address": ADDRESS,
            "scale_id": (scale or make_scale(env)).id,
            "office_body_id": env["cadre.body"].search([("name", "=", "工委办公室")], limit=1).id,
            "instruction": "请在评价意见选项栏中,选择合适的一项打“√”。",
            "group_ids": [(0, 0, {"name": name, "expected": expected}) for name, expected in groups],
            "subject_ids": [(0, 0, {"sequence": n, "name": name, "post": "科员"}) for n, name in enumerate(names)],
            "criterion_ids": [(0, 0, {"name": "评价意见"})],
            **values,
        }
    )


def issue(group, count=0, employees=None):
    """The tokens of new links."""
    return [token for _number, token, _name in group.env["cadre.ballot.ticket"]._issue(group, count, employees)]


def vote(env, token, *choices, words=()):
    """One paper without a browser: ``choices`` are grades (or None) in the order of the lines, ``words`` what was
    written: (subject id, text). Returns (outcome, receipt)."""
    env.flush_all()
    ticket = casting.find_ticket(env, token)
    sheet = casting.paper_of(env, ticket)
    code = casting.receipt_code(ticket.ballot_id, casting.new_nonce(env, ticket))
    marks = {line: choice.id if choice else None for line, choice in zip(casting.lines_of(sheet), choices, strict=True)}
    return casting.cast(env, ticket, code, marks, words), code


class BallotBuilder:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ballot_scale = make_scale(cls.env)
        cls.top, cls.good, cls.fair, cls.poor = cls.ballot_scale.grade_ids
        cls.office_env = cls.env(user=cls.officer_user)

    @classmethod
    def make_ballot(cls, *args, **values):
        return make_ballot(cls.office_env, *args, scale=cls.ballot_scale, **values)

    @classmethod
    def opened(cls, *args, **values):
        ballot = cls.make_ballot(*args, **values)
        ballot.action_open()
        return ballot

    @classmethod
    def a_component(cls, method):
        """The only part of a new scheme of persons, scored by ``method``."""
        scheme = cls.env["cadre.scheme"].create(
            {
                "name": "T",
                "code": "T-B",
                "regulation_id": cls.env["cadre.regulation"].create({"name": "T", "code": "T-B"}).id,
                "subject_kind": "person",
                "result_scale_id": cls.ballot_scale.id,
            }
        )
        return cls.env["cadre.scheme.component"].create(
            {
                "scheme_id": scheme.id,
                "code": "b",
                "name": "内部评价",
                "weight": 20,
                "method": method,
                "scale_id": cls.ballot_scale.id,
            }
        )

    def issue(self, group, count=0, employees=None):
        return issue(group, count, employees)

    def vote(self, token, *choices):
        result = vote(self.env, token, *choices)
        self.env.invalidate_all()
        return result

    def vote_all(self, group, papers):
        """One new ticket for each of ``papers`` (tuples of grades)."""
        tokens = self.issue(group, len(papers))
        return [self.vote(token, *paper) for token, paper in zip(tokens, papers, strict=True)]

    def enter(self, group, returned, *rows, invalid=0):
        """Paper counts as the office enters them; ``rows``: numbers for each level and, last, invalid."""
        grid = group.paper_grid
        for row, counts in zip(grid["rows"], rows, strict=True):
            row["counts"] = list(counts)
        group.write(
            {"paper_issued": returned, "paper_returned": returned, "paper_invalid": invalid, "paper_grid": grid}
        )


class BallotCase(BallotBuilder, CadreCase):
    """For tests inside one transaction."""


class BallotHttpCase(BallotBuilder, CadreHttpCase):
    """For tests of the pages. ``self.page(path)`` and ``self.send(path, form)`` bring the text, without any session."""

    def page(self, path, status=200):
        self.env.flush_all()
        response = self.url_open(path)
        self.assertEqual(response.status_code, status, response.text[:300])
        self.env.invalidate_all()
        return response.text

    def send(self, path, form, status=200):
        self.env.flush_all()
        response = self.url_open(path, data=form)
        self.assertEqual(response.status_code, status, response.text[:300])
        self.env.invalidate_all()
        return response.text

    @staticmethod
    def nonce(html):
        return re.search(r'name=nonce value="([^"]+)"', html)[1]

    @staticmethod
    def receipt(html):
        found = re.search(r"<b>([A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4})</b>", html)
        return found and found[1]

    def marks(self, ballot):
        """The marks of a ballot before sealing, in the order of its persons."""
        self.env.cr.execute(
            "SELECT grade_id FROM cadre_ballot_mark WHERE group_id = ANY(%s) ORDER BY subject_id, grade_id",
            (ballot.group_ids.ids,),
        )
        return [grade for (grade,) in self.env.cr.fetchall()]

    @staticmethod
    def field(ballot, number):
        """The form's name for the first line of a subject."""
        return f"m{number * len(ballot.criterion_ids)}"

    @staticmethod
    def place(grade):
        """The form's value for a level: its place on the scale."""
        return grade.scale_id.grade_ids.ids.index(grade.id)
