"""Header and rows of every CSV file, in the order in which Odoo loads them."""

from . import city, papers, places
from .dice import Dice
from .more import HOUSING, STATION, More
from .people import NATIVE, County

TECHNICAL = ("政工师", "经济师", "会计师", "工程师", "农艺师", "一级教师")
SKILLS = ("公文写作", "党务工作", "财务管理", "项目管理", "群众工作", "法律", "新闻写作", "统计分析")


def everything():
    """(file name without .csv, rows with the header first), in the order of loading."""
    county = County()
    more = More(county)
    yield "cadre.category", categories()
    yield "hr.department", departments(county, more)
    yield "res.users-people", accounts(county, more)  # first: the manager among the others may make no accounts
    yield "res.users", users(county, more)
    yield "hr.employee", employees(county, more)
    yield "hr.employee-accounts", hooked(county, more)
    yield "hr.version", versions(county)
    yield "hr.department-managers", managers(county, more)
    yield "cadre.posting", postings(more)
    yield "cadre.body", bodies()
    yield "cadre.body.member", members(county, more)
    yield "cadre.education", papers.education(county)
    yield "cadre.resume.line", papers.resume(county)
    yield "cadre.family.member", papers.family(county)
    yield "cadre.result", papers.results(county)


def categories():
    yield ("id", "kind", "code", "name", "sequence")
    for place, (code, name) in enumerate((*places.GROUPS, *city.GROUPS), 1):
        yield (f"county.group_{code}", "group", code, name, place * 10)


def departments(county, more):
    key, code, name = places.ROOT
    yield (
        "id",
        "cadre_code",
        "name",
        "parent_id/id",
        "is_unit",
        "has_team",
        "unit_category_id/id",
        "comparison_group_id/id",
        "is_entrusted",
        "supervisor_unit_id/id",
    )
    yield (_department(key), code, name, "", 0, 0, "", "", 0, "")
    for unit in county.units:
        category = f"cadre_assessment.category_unit_{unit.kind}"
        yield (
            _department(unit.key),
            unit.code,
            unit.name,
            _department(key),
            1,
            1,
            category,
            f"county.group_{unit.group}",
            0,
            "",
        )
    for unit in county.units:
        yield from _sections(unit)
    for unit, supervisor in more.entrusted:
        row = (_department(unit.key), unit.code, unit.name, _department(key), 1, 0)
        category = f"cadre_assessment.category_unit_{unit.kind}"
        yield (*row, category, f"county.group_{unit.group}", 1, _department(supervisor))
    key, code, name, under, supervisor, _titles = STATION
    category = "cadre_assessment.category_unit_field_office"
    yield (_department(under, key), code, name, _department(under), 0, 0, category, "", 0, _department(supervisor))
    root = city.ROOT
    yield (_department(root.key), root.code, root.name, "", 0, 0, "", "", 0, "")
    for unit, parent in city.units():
        row = (_department(unit.key), unit.code, unit.name, _department(parent), 1, 0)
        category = f"cadre_assessment.category_unit_{unit.kind}" if unit.kind else ""
        yield (*row, category, f"county.group_{unit.group}" if unit.group else "", 0, "")
    for unit, _parent in city.units():
        yield from _sections(unit)


def _sections(unit):
    for place, name in enumerate(unit.sections, 1):
        row = (_department(unit.key, place), f"{unit.code}-{place:02d}", name, _department(unit.key))
        yield (*row, 0, 0, "", "", 0, "")


def users(county, more):
    """A login for each role, and for everybody of the organ that runs S0. The password is the login."""
    yield ("id", "login", "password", "name", "email", "lang", "tz", "notification_type", "group_ids/id")
    for person in county.people + more.city:
        if person.login:
            groups = ",".join(f"cadre_assessment.group_cadre_{group}" for group in person.groups.split(","))
            login = person.login
            yield (
                f"county.user_{login}",
                login,
                login,
                person.name,
                f"{login}@yunling.example",
                "zh_CN",
                "Asia/Shanghai",
                "inbox",
                groups,
            )


def accounts(county, more):
    """Accounts of the others who act in the year: nobody logs in with them, they have no password."""
    yield ("id", "login", "name", "email", "lang", "tz", "notification_type", "group_ids/id")
    for person in county.people + more.city:
        if person.account and not person.login:
            login = _login(person)
            groups = ",".join(f"cadre_assessment.group_cadre_{group}" for group in person.account.split(","))
            row = (f"county.user_{login}", login, person.name, f"{login}@yunling.example", "zh_CN", "Asia/Shanghai")
            yield (*row, "inbox", groups)


def _login(person):
    return person.login or (person.number.lower() if person.account else "")


POST = (
    "department_id/id", "job_title", "post_class_id/id", "cadre_rank_id/id", "post_since", "post_since_month_only",
    "rank_since", "rank_since_month_only", "identity_id/id", "staffing_id/id", "is_unit_head", "is_team_member",
    "is_leading_post",
    "is_grassroots", "leader_in_charge_id/id",
)  # fmt: skip


def _post(person, post):
    month = Dice(f"{person.key}/{post.since}").chance(35)  # of some only the month is known
    team = post.post_class in ("team", "county_leader")
    return (
        _department(post.unit.key, post.section),
        post.title,
        f"cadre_assessment.category_post_class_{post.post_class}",
        f"cadre_assessment.rank_{post.rank}",
        post.since[:8] + "01" if month else post.since,
        int(month),
        f"{post.rank_since}-01",
        1,
        f"cadre_assessment.category_identity_{person.identity}",
        f"cadre_assessment.category_staffing_{person.staffing}",
        int(post.head),
        int(team),
        int(team),
        int(post.unit.kind == "township"),
        f"county.{post.leader}" if post.leader else "",
    )


def employees(county, more):
    yield (
        "id", "staff_number", "name", "date_version", "sex", "birthday", "birthday_month_only",
        "ethnicity", "native_place", "place_of_birth", "political_status_id/id", "party_date",
        "party_date_month_only", "work_start",
        "work_start_month_only", "health", "professional_title", "expertise", *POST, "led_department_ids/id", "duties",
        "active", "departure_date", "departure_reason_id/id",
    )  # fmt: skip
    for person in county.people + more.city:
        dice = Dice(f"{person.key}/page")
        native = dice.weighted(NATIVE)
        day = f"{dice.between(1, 28):02d}" if dice.chance(50) else ""
        yield (
            f"county.{person.key}",
            person.number,
            person.name,
            person.post.since,
            person.sex,
            f"{person.born}-{day or '01'}",
            int(not day),
            person.ethnicity,
            native,
            native,
            f"cadre_assessment.category_political_{person.party}",
            f"{person.party_date}-01" if person.party_date else "",
            int(bool(person.party_date)),
            f"{person.work_start}-01",
            1,
            "健康" if dice.chance(96) else "一般",
            dice.pick(TECHNICAL) if dice.chance(18) else "",
            dice.pick(SKILLS) if dice.chance(60) else "",
            *_post(person, person.post),
            ",".join(
                [*(_department(person.post.unit.key, place) for place in person.led), *map(_department, person.leads)]
            ),
            person.duties,
            int(not person.left),
            person.left,
            "hr.departure_retired" if person.left else "",
        )


def hooked(county, more):
    """Whose account is whose: said by the administrator, not by the organization department."""
    yield ("id", "user_id/id")
    for person in county.people + more.city:
        if _login(person):
            yield (f"county.{person.key}", f"county.user_{_login(person)}")


def versions(county):
    """Former posts of those who moved."""
    yield ("id", "employee_id/id", "date_version", "sex", *POST)
    for person in county.people:
        for place, post in enumerate(person.former, 1):
            yield (
                f"county.ver_{person.key[4:]}_{place}",
                f"county.{person.key}",
                post.since,
                person.sex,
                *_post(person, post),
            )


def managers(county, more):
    """Heads of units and sections, once everybody is there."""
    yield ("id", "manager_id/id")
    for unit in [*county.units, *(unit for unit, _over in more.entrusted), *(unit for unit, _parent in city.units())]:
        people = more.of(unit.key)
        yield (_department(unit.key), f"county.{people[0].key}")
        for place in range(1, len(unit.sections) + 1):
            heads = [
                person for person in people if (person.post.section, person.post.post_class) == (place, "mid_head")
            ]
            if heads:
                yield (_department(unit.key, place), f"county.{heads[0].key}")


BODIES = (  # key, name, kind, unit, groups it reviews
    ("leading", "县直机关工委领导班子", "leading_body", places.ORGAN, ""),
    ("office", "县直机关工委办公室（考核办）", "office", places.ORGAN, ""),
    ("county_group", "云岭县考核工作领导小组", "leading_group", "zuzhibu", ""),
    ("county_office", "县委组织部干部监督股", "office", "zuzhibu", ""),
    ("housing_group", "县住建局干部职工量化考核领导小组", "leading_group", HOUSING, ""),
    ("housing_office", "县住建局考核办", "office", HOUSING, ""),
    ("city_committee", "云州市目标管理考核领导小组", "leading_group", city.OFFICE, ""),
    ("city_office", "云州市目标管理考核办公室", "office", city.OFFICE, ""),
    ("city_economy", "市综合经济口考核组", "group_committee", city.OFFICE, "city_economy"),
    ("city_society", "市社会事业口考核组", "group_committee", city.OFFICE, "city_society"),
    ("city_district", "区（市）考核组", "group_committee", city.OFFICE, "city_district"),
    ("audit_group", "市审计局考评考核领导小组", "leading_group", city.AUDIT, ""),
    ("audit_office", "市审计局办公室", "office", city.AUDIT, ""),
    ("civil_group", "市民政局党组", "party_committee", city.CIVIL, ""),
    ("civil_office", "市民政局考核办公室", "office", city.CIVIL, ""),
    ("city_party", "市委组织部", "scoring_organ", city.OFFICE, ""),
    ("city_integrity", "市纪委（监察局）", "scoring_organ", city.OFFICE, ""),
    ("city_civility", "市委宣传部", "scoring_organ", city.OFFICE, ""),
    ("city_investment", "市招商局", "scoring_organ", city.OFFICE, ""),
)
WORKS_FOR = {"county_office": "yunling", "city_office": "yunzhou"}
"""What an office works for beside its own unit, with everything below it."""
IN_BODIES = (
    ("leading", "zhoumingyuan", "chair", 0, "2021-06-18"),
    ("leading", "linguodong", "deputy", 1, "2020-04-09"),
    ("leading", "shenxuemei", "deputy", 0, "2021-09-27"),
    ("leading", "ouyangzhenhua", "member", 0, "2022-03-15"),
    ("office", "chenzhigang", "chair", 0, "2019-07-22"),
    ("office", "zhaomin", "secretary", 0, "2022-08-01"),
    ("county_office", "sunliping", "chair", 0, "2023-01-01"),
    ("county_office", "gaojie", "member", 0, "2023-01-01"),
    ("housing_group", "zhujian_juzhang", "chair", 1, "2024-01-01"),
    ("housing_group", "zhujian_fuju", "deputy", 0, "2024-01-01"),
    ("housing_group", "zhujian_fuju2", "deputy", 0, "2024-01-01"),
    ("housing_office", "zhujian_kaohe", "chair", 0, "2024-01-01"),
    ("city_committee", "hanzhiyuan", "chair", 0, "2024-01-01"),
    ("city_committee", "qinhaifeng", "deputy", 1, "2024-01-01"),
    ("city_committee", "taoyun", "deputy", 0, "2024-01-01"),
    ("city_office", "jiangwen", "chair", 0, "2024-01-01"),
    ("city_office", "fanglei", "secretary", 0, "2024-01-01"),
    ("city_economy", "qinhaifeng", "chair", 0, "2024-01-01"),
    ("city_economy", "jiangwen", "member", 0, "2024-01-01"),
    ("city_society", "taoyun", "chair", 0, "2024-01-01"),
    ("city_society", "jiangwen", "member", 0, "2024-01-01"),
    ("city_district", "jiangwen", "chair", 0, "2024-01-01"),
    ("audit_group", "gaoming", "chair", 1, "2024-01-01"),
    ("audit_group", "xujing", "deputy", 0, "2024-01-01"),
    ("audit_office", "xujing", "chair", 0, "2024-01-01"),
    ("civil_group", "panhong", "chair", 1, "2024-01-01"),
    ("civil_group", "dengfei", "deputy", 0, "2024-01-01"),
    ("civil_office", "lushan", "chair", 0, "2024-01-01"),
    ("city_party", "qinhaifeng", "member", 0, "2024-01-01"),
    ("city_integrity", "fanglei", "member", 0, "2024-01-01"),
    ("city_civility", "taoyun", "member", 0, "2024-01-01"),
    ("city_investment", "fanglei", "member", 0, "2024-01-01"),
)


def bodies():
    yield ("id", "name", "kind", "unit_id/id", "sequence", "comparison_group_ids/id", "unit_ids/id")
    for place, (key, name, kind, unit, group) in enumerate(BODIES, 1):
        row = (f"county.body_{key}", name, kind, _department(unit), place * 10)
        further = _department(WORKS_FOR[key]) if key in WORKS_FOR else ""
        yield (*row, f"county.group_{group}" if group else "", further)


def members(county, more):
    """The county's own group: its six leaders. One deputy chair followed another in 2025."""
    yield ("id", "body_id/id", "employee_id/id", "role", "organizer", "sequence", "date_from", "date_to")
    keys = {person.login: person.key for person in county.people + more.city}
    for place, (body, login, role, organizer, since) in enumerate(IN_BODIES, 1):
        employee = f"county.{keys[login]}"
        yield (f"county.member_{body}_{login}", f"county.body_{body}", employee, role, organizer, place * 10, since, "")
    for place, person in enumerate(county.people[:6], 1):
        role, until = (
            ("chair" if place == 1 else "deputy" if place in (2, 5) else "member"),
            ("2025-03-31" if place == 5 else ""),
        )
        row = (f"county.member_county_{place}", "county.body_county_group", f"county.{person.key}", role, 0, place * 10)
        yield (*row, "2023-01-01", until)


def postings(more):
    """Who works elsewhere for a time (S3-03 … S3-16)."""
    yield ("id", "employee_id/id", "kind", "level", "host_unit_id/id", "place", "date_from", "date_to", "document")
    for place, (person, kind, level, host, where, since, until, document) in enumerate(more.postings(), 1):
        row = (f"county.posting_{place}", f"county.{person.key}", kind, level, _department(host) if host else "")
        yield (*row, where, since, until, document)


def _department(key, section=0):
    return f"county.dept_{key}" + (f"_{section}" if section else "")
