"""The cast of the play, found by login in the sample county; the passwords of the demo are the logins."""

from dataclasses import dataclass

import regulations

from .accounts import Account, for_everybody

OFFICE, SECRETARY, MANAGER, AUDITOR, DISCIPLINE = "chenzhigang", "zhoumingyuan", "sunliping", "gaojie", "leiming"
ORGANIZER = "linguodong"
LEADERS = (ORGANIZER, "shenxuemei")
ROLES = (
    (OFFICE, "考核办公室（办公室主任）"),
    ("zhaomin", "考核办公室（经办人）"),
    (ORGANIZER, "分管副书记（评定、组织实施）"),
    ("shenxuemei", "分管副书记（评定）"),
    (SECRETARY, "书记（审定机构主要负责人）"),
    ("lixiaoyan", "考核对象"),
    ("zhangjianjun", "考核对象、科室负责人"),
    (MANAGER, "组织部门"),
    (AUDITOR, "审计人员"),
    (DISCIPLINE, "纪检监察人员"),
    ("zhujian_kaohe", "县住建局考核办"),
    ("zhujian_fuju", "县住建局分管领导"),
    ("zhujian_juzhang", "县住建局局长（领导小组组长）"),
    ("zhujian_ganbu", "县住建局考核对象"),
    ("xujing", "市审计局副局长（考核办公室）"),
    ("gaoming", "市审计局局长（领导小组组长）"),
    ("jiangwen", "市考核办公室"),
    ("qinhaifeng", "市分管领导（分口考核组组长）"),
    ("tianye", "市直部门局长"),
    ("lushan", "市民政局办公室主任（考核办公室）"),
    ("xianwei", "县委书记（审定）"),
    ("chengguan_shuji", "乡镇党委书记（评定）"),
)


@dataclass(frozen=True)
class Person:
    account: Account
    number: str
    section: str


class Cast:
    """Accounts by role, and the few ids that every scene needs. ``env`` only looks things up."""

    def __init__(self, env, cycle=None):
        self.env, self.database = env, env.cr.dbname
        self.leading_body = env.ref("county.body_leading").id
        self.body_members = env.ref("county.body_leading").member_ids.employee_id.ids
        self.office_body = env.ref("county.body_office").id
        self._accounts = {}
        if cycle:
            self.people = self._people(cycle)

    def account(self, login):
        if login not in self._accounts:
            self._accounts[login] = Account(self.database, login)
        return self._accounts[login]

    office = property(lambda self: self.account("zhaomin"))
    secretary = property(lambda self: self.account(SECRETARY))
    manager = property(lambda self: self.account(MANAGER))
    leaders = property(lambda self: [self.account(login) for login in LEADERS])

    def for_everybody(self, *call, **of):
        """The office calls; about its own member somebody of the organization department does."""
        for_everybody(self.office, self.manager, *call, **of)

    def _people(self, cycle):
        """The subjects of the cycle in the order of their staff numbers."""
        lists = self.env["cadre.work.plan"].search([("cycle_id", "=", cycle), ("version", "=", 1)])
        return [
            Person(self.account(one.user_id.login), one.staff_number, one.employee_id.department_id.name)
            for one in lists.sorted("staff_number")
        ]

    def number_of(self, staff_number):
        """Place of a person among the subjects."""
        return next(place for place, person in enumerate(self.people) if person.number == staff_number)

    def grade(self, use, name):
        """Id of a grade by its name, on the scale of the work or of the result."""
        scheme = regulations.scheme(self.env, "S0")
        scale = scheme.result_scale_id if use == "result" else scheme.period_ids.scale_id[:1]
        return scale.grade_ids.filtered(lambda grade: grade.name.startswith(name))[:1].id
