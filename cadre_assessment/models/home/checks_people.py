"""Checks of people, units and bodies: who would vanish from a roster, who cannot be asked, who cannot answer."""

from .check import counted

ROLES = ("leader", "section_head", "decider", "officer")


def _of_company(env):
    return [("company_id", "=", env.company.id)]


def units_without_people(env):
    """A unit with nobody in it or below it has nobody to assess."""
    title = env._("Units without people")
    units = env["hr.department"].search([*_of_company(env), ("is_unit", "=", True)])
    taken = env["hr.employee"]._read_group(_of_company(env), ["department_id"], [])
    filled = {department.id for (department,) in taken if department}
    above = set()
    for department in env["hr.department"].browse(filled):
        above |= {int(one) for one in (department.parent_path or "").split("/") if one}
    empty = units.filtered(lambda unit: unit.id not in above)
    remedy = env._("Bring in its people, or archive the unit.")
    return counted(env, title, "hr.department", [("id", "in", empty.ids)], remedy)


def people_without_unit(env):
    """Who has no department is on no roster, and nobody would miss him."""
    return counted(
        env,
        env._("People without a unit"),
        "hr.employee",
        [*_of_company(env), ("department_id", "=", False)],
        env._("They are on no roster and would not be assessed: enter their department."),
        "hr_employee_action",
    )


def people_without_number(env):
    """Files find people by their staff number."""
    return counted(
        env,
        env._("People without a staff number"),
        "hr.employee",
        [*_of_company(env), ("staff_number", "=", False)],
        env._("Files find people by their staff number: enter it."),
        "hr_employee_action",
    )


def leaders_missing(env):
    """Whose records nobody would approve."""
    return counted(
        env,
        env._("People without a leader in charge"),
        "hr.employee",
        [
            *_of_company(env),
            ("department_id", "!=", False),
            ("leader_in_charge_id", "=", False),
            ("is_team_member", "=", False),
        ],
        env._("Nobody would approve their records: name the leader in charge on their post."),
        "hr_employee_action",
    )


def leaders_without_account(env):
    """A leader in charge who cannot log in."""
    led = env["hr.employee"]._read_group(
        [*_of_company(env), ("leader_in_charge_id", "!=", False), ("leader_in_charge_id.user_id", "=", False)],
        ["leader_in_charge_id"],
    )
    found = [("id", "in", [leader.id for (leader,) in led])]
    return counted(
        env,
        env._("Leaders in charge without an account"),
        "hr.employee",
        found,
        env._("They cannot approve or rate: ask the administrator for an account."),
        "hr_employee_action",
    )


def members_without_account(env):
    """A member of a body who cannot log in."""
    return counted(
        env,
        env._("Members of bodies without an account"),
        "cadre.body.member",
        [
            *_of_company(env),
            ("date_to", "=", False),
            ("employee_id.user_id", "=", False),
            ("body_id.active", "=", True),
        ],
        env._("They cannot read or confirm anything: ask the administrator for an account."),
    )


def members_without_role(env):
    """A member of a leading body whose account has no role of the deciding body."""
    deciders = env.ref("cadre_assessment.group_cadre_decider")
    return counted(
        env,
        env._("Members of leading bodies without the role"),
        "cadre.body.member",
        [
            *_of_company(env),
            ("date_to", "=", False),
            ("body_id.kind", "in", ("leading_body", "party_committee")),
            ("employee_id.user_id", "!=", False),
            ("employee_id.user_id.all_group_ids", "not in", deciders.ids),
        ],
        env._("Their account lacks the role “Deciding Body”: ask the administrator for it."),
    )


def units_without_number(env):
    """Files find units by their number."""
    return counted(
        env,
        env._("Units without a number"),
        "hr.department",
        [*_of_company(env), ("is_unit", "=", True), ("cadre_code", "=", False)],
        env._("Files find units by their number: enter it."),
    )
