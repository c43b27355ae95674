"""What of an appointment form a person's file takes: which elements belong together, what they say, what is written.

An entry is compared and chosen as a whole; what cannot be taken says why, in a sentence.
"""

import base64
import re
from typing import NamedTuple

from odoo.exceptions import UserError
from stdnum.cn import ric

from ...files import lrmx
from ...files.lrmx_words import compact, month_of, periods_of, standing_of
from ...files.lrmx_words import told as told_periods
from ...models.listing import listed
from ...models.organization.annual_grades import ANNUAL, annual_grade
from ...models.organization.studies import FULL_TIME
from ...models.selection.personal_form import SEXES, main_study, party_name

TEXTS = {
    "MinZu": "ethnicity",
    "JiGuan": "native_place",
    "ChuShengDi": "place_of_birth",
    "JianKangZhuangKuang": "health",
    "ZhuanYeJiShuZhiWu": "professional_title",
    "ShuXiZhuanYeYouHeZhuanChang": "expertise",
}
"""Element -> field of the person that takes its text as it is."""
DAYS = {"ChuShengNianYue": "birthday", "CanJiaGongZuoShiJian": "work_start"}
FULL, BESIDE = lrmx.STUDIES["full_time"], lrmx.STUDIES["in_service"]
GRADES = "NianDuKaoHeJieGuo"
SHOWN = ("XianRenZhiWu", "JiangChengQingKuang")
"""What stands elsewhere, with a day and a document of its own that the form does not give: a post, an award."""
YEAR = re.compile(r"(\d{4})\s*年?\s*(?:年度)?\s*(?:年度|度)?(?:考核)?(?:结果|等次)?(?:为|被?评为|确定为)?[：:\s]*")
""""2024年度：称职", "2024年度考核为称职", "2024年 称职"."""
ENTRIES = (
    "XingMing", "XingBie", "ChuShengNianYue", "MinZu", "JiGuan", "ChuShengDi", "RuDangShiJian", "CanJiaGongZuoShiJian",
    "JianKangZhuangKuang", "ZhuanYeJiShuZhiWu", "ShuXiZhuanYeYouHeZhuanChang", FULL, BESIDE, "JianLi", lrmx.FAMILY,
    "ShenFenZheng", lrmx.PHOTO, *SHOWN, GRADES,
)  # fmt: skip


class Entry(NamedTuple):
    """One line of the preview; ``problem``: why it cannot be taken, or empty."""

    code: str
    present: str
    incoming: str
    problem: str


def labels(env):
    """{entry: what it is called}"""
    return {
        "XingMing": env._("Name"),
        "XingBie": env._("Sex"),
        "ChuShengNianYue": env._("Birthday"),
        "MinZu": env._("Ethnicity"),
        "JiGuan": env._("Native Place"),
        "ChuShengDi": env._("Place of Birth"),
        "RuDangShiJian": env._("Joined the Party, or Party"),
        "CanJiaGongZuoShiJian": env._("Started Work On"),
        "JianKangZhuangKuang": env._("Health"),
        "ZhuanYeJiShuZhiWu": env._("Professional Title"),
        "ShuXiZhuanYeYouHeZhuanChang": env._("Expertise"),
        FULL: env._("Full-time Studies"),
        BESIDE: env._("In-service Studies"),
        "JianLi": env._("Curriculum Vitae"),
        lrmx.FAMILY: env._("Family Members"),
        "ShenFenZheng": env._("Identity Number"),
        lrmx.PHOTO: env._("Photograph"),
        "XianRenZhiWu": env._("Present Post"),
        "JiangChengQingKuang": env._("Awards and Sanctions"),
        "NianDuKaoHeJieGuo": env._("Annual Grades"),
    }


# -- what differs ------------------------------------------------------------------------------------------------------
def entries(env, present, incoming, archived):
    """[:class:`Entry`] of what the file says otherwise; what it leaves empty takes nothing away.

    :param present: the form of what is on file, ``incoming``: of the file that was sent
    :param archived: {year: grades as they are called} of the person (:func:`archived_of`)
    """
    incoming = usual(incoming)
    found = []
    for code in ENTRIES:
        was, comes = said(present, code), said(incoming, code)
        same = lrmx.looks_like(present[code], incoming[code]) if code == lrmx.PHOTO else was == comes
        if comes and not same:
            why = _grades_problem(env, archived, incoming) if code == GRADES else problem(env, incoming, code)
            found.append(Entry(code, told(env, code, was), told(env, code, comes), why))
    return found


def usual(form):
    """``form`` with its days as this house writes them, where they can be read."""
    form = dict(form)
    for code in DAYS:
        if day := month_of(form[code]):
            form[code] = compact(day.day)
    standing = standing_of(form["RuDangShiJian"] or form.get("ZhengZhiMianMao", ""))
    if standing:
        form["RuDangShiJian"] = "；".join(filter(None, (standing[1], compact(standing[0] and standing[0].day))))
    periods, unread = periods_of(form["JianLi"])
    if not unread:
        form["JianLi"] = told_periods(periods)
    form["XingBie"] = form["XingBie"].removesuffix("性")
    form["ShenFenZheng"] = form["ShenFenZheng"].upper()
    relatives = []
    for one in form[lrmx.FAMILY]:
        day = month_of(one["ChuShengRiQi"])
        relatives.append({**one, "ChuShengRiQi": compact(day.day) if day else one["ChuShengRiQi"]})
    form[lrmx.FAMILY] = relatives
    return form


def said(form, code):
    """The entry as one text; studies and relatives a line each."""
    if code in (FULL, BESIDE):
        level, degree, school, other = (form[code + end] for end in lrmx.OF_STUDIES)
        other = "" if other == school else other
        return "\n".join(
            filter(None, (" ".join(filter(None, (level, school))), " ".join(filter(None, (degree, other)))))
        )
    if code == lrmx.FAMILY:
        return "\n".join(" ".join(filter(None, one.values())) for one in form[code])
    if code == "JianLi":
        return "\n".join(line.strip() for line in form[code].split("\n"))
    return form[code]


def told(env, code, text):
    """What is shown of an entry."""
    if code == lrmx.PHOTO:
        return env._("%(kb)s KB", kb=-(-len(text) // 1024)) if text else ""
    return text


# -- what cannot be taken ----------------------------------------------------------------------------------------------
def problem(env, form, code):
    """Why the entry ``code`` of ``form`` cannot be taken, in a sentence; empty: it can."""
    if code == "XianRenZhiWu":
        return env._(
            "A post changes on a day, by a document, and the form gives neither: enter it by a change of post."
        )
    if code == "JiangChengQingKuang":
        return env._(
            "An award or a sanction stands with the day of its document, which the form does not give: enter it under "
            "Awards and Sanctions."
        )
    if code in DAYS and not month_of(form[code]):
        return env._("No month can be read.")
    if code == "XingBie" and form[code] not in SEXES.values():
        return env._("Neither 男 nor 女.")
    asked = {
        "RuDangShiJian": _standing_problem,
        "JianLi": _resume_problem,
        "ShenFenZheng": _number_problem,
        lrmx.FAMILY: _family_problem,
    }
    return asked[code](env, form) if code in asked else ""


def _standing_problem(env, form):
    standing = standing_of(form["RuDangShiJian"])
    if not standing:
        return env._("No month can be read.")
    if standing[1] and not _status(env, standing[1]):
        return env._("“%(party)s” is no standing of our list.", party=standing[1])
    return ""


def _resume_problem(env, form):
    _periods, unread = periods_of(form["JianLi"])
    return env._("No time can be read here: %(line)s", line=unread[:60]) if unread else ""


def _family_problem(env, form):
    for one in form[lrmx.FAMILY]:
        if not one["ChengWei"] or not one["XingMing"]:
            return env._("A relative has no name, or it is not said who he is.")
        if one["ChuShengRiQi"] and not month_of(one["ChuShengRiQi"]):
            return env._("%(name)s: no month can be read.", name=one["XingMing"])
    return ""


def grades_of(text):
    """({year: grade as it is written}, what is not read) of the annual grades of a form.

    >>> grades_of("2023年度：优秀\\n2024年度考核为称职；2025年 称职")
    ({2023: '优秀', 2024: '称职', 2025: '称职'}, '')
    >>> grades_of("近三年均为称职"), grades_of("2024年度：良好"), grades_of("")
    (({}, '近三年均为称职'), ({}, '2024年度：良好'), ({}, ''))
    """
    found = {}
    for part in filter(None, (one.strip() for one in re.split(r"[；;，,、。\n]", text))):
        year = YEAR.match(part)
        grade = part[year.end() :].strip() if year else ""
        if grade in ("无记录", "") and year:
            continue
        if not annual_grade(grade):
            return found, part
        found[int(year[1])] = grade
    return found, ""


def archived_of(people):
    """{person: {year: grades as they are called}} of what the archive has of ``people``. One query."""
    found = {person: {} for person in people}
    for result in people.env["cadre.result"].sudo().search([("employee_id", "in", people.ids)]):
        grade = result.annual_grade_name or result.grade_name
        found[result.employee_id.with_env(people.env)].setdefault(result.year, set()).add(grade)
    return found


def _grades_problem(env, archived, incoming):
    """What is archived is not written again; what is missing comes with the form as its origin."""
    comes, unread = grades_of(incoming[GRADES])
    if unread:
        return env._("No year and annual grade can be read here: %(line)s", line=unread[:60])
    for year, grade in comes.items():
        if year in archived and annual_grade(grade) not in map(annual_grade, archived[year]):
            return env._(
                "%(year)s is archived as %(grade)s: a result is corrected by a version of its own.",
                year=year,
                grade=listed(env, sorted(archived[year])),
            )
    if not comes.keys() - archived:
        return env._("Every year of it is archived here.")
    may = env["cadre.result"].has_access("create")
    return "" if may else env._("Results of earlier years are brought in by the assessment office.")


def _is_number(number):
    """Whether ``number`` is 18 characters with a day and its check digit. Of the place nobody has a whole list.

    >>> [_is_number(text) for text in ("530102197503120017", "530102197503120018", "530102197513120010", "53010219")]
    [True, False, False, False]
    """
    digits = len(number) == 18 and number.isascii() and number[:-1].isdigit()
    return bool(digits and ric.calc_check_digit(number) == number[-1] and month_of(number[6:14]))


def _number_problem(env, form):
    """The check digit, and that it speaks of the same birthday and sex."""
    number = form["ShenFenZheng"]
    if not _is_number(number):
        return env._("No identity number: its check digit or its day is wrong.")
    born = month_of(form["ChuShengNianYue"])
    if born and number[6:12] != compact(born.day):
        return env._("The number says another birthday than the form.")
    if form["XingBie"] and ("女", "男")[int(number[16]) % 2] != form["XingBie"]:
        return env._("The number says another sex than the form.")
    return ""


def _status(env, party):
    """The standing (``cadre.category``) of a party as forms call it."""
    statuses = env["cadre.category"].search([("kind", "=", "political")])
    return statuses.filtered(lambda one: party in (one.name, party_name(one.name)))[:1]


# -- what is written ---------------------------------------------------------------------------------------------------
def write(person, form, codes):
    """Write the entries ``codes`` of ``form`` into the file of ``person``, with the rights of whoever does it."""
    form = usual(form) | {code: form[code] for code in DAYS}
    values = {}
    for code in codes:
        if code in TEXTS:
            values[TEXTS[code]] = form[code]
        elif code in DAYS:
            day = month_of(form[code])
            values |= {DAYS[code]: day.day, f"{DAYS[code]}_month_only": day.month_only}
        elif code in (FULL, BESIDE):
            _write_studies(person, form, code)
        elif code in WRITERS:
            values |= WRITERS[code](person, form) or {}
    if values:
        person.write(values)


def _standing(person, form):
    joined, party = standing_of(form["RuDangShiJian"])
    values = {"party_date": joined.day, "party_date_month_only": joined.month_only} if joined else {}
    status = _status(person.env, party) if party else person.env["cadre.category"]
    if joined and not party and not person.party_member:
        members = [("kind", "=", "political"), ("party_member", "=", True)]
        status = status.search(members, order="sequence, id", limit=1)
    return values | ({"political_status_id": status.id} if status else {})


def _number(person, form):
    """:raises UserError: the number is another one's already"""
    number = form["ShenFenZheng"]
    other = person.with_context(active_test=False).search(
        [("identification_id", "=", number), ("id", "!=", person.id)], limit=1
    )
    if other:
        raise UserError(
            person.env._(
                "%(number)s is the identity number of %(other)s already, and cannot be that of %(person)s.",
                number=number,
                other=other.name,
                person=person.name,
            )
        )
    return {"identification_id": number}


def _write_studies(person, form, start):
    level, degree, school, other = (form[start + end] for end in lrmx.OF_STUDIES)
    full_time = start == FULL
    studies = person.cadre_education_ids
    by_level, by_degree = main_study(studies, full_time)
    kind = FULL_TIME if full_time else "in_service"
    together = degree and level and other in ("", school) and by_degree in (by_level, studies.browse())
    if level or together:
        values = {"level": level, "school": school} | ({"degree": degree} if together else {})
        _put(by_level, person, kind, values)
    if degree and not together:
        _put(
            by_degree if by_degree != by_level else studies.browse(), person, kind, {"degree": degree, "school": other}
        )


def _put(study, person, kind, values):
    values = {name: value for name, value in values.items() if value}
    if study:
        study.write(values)
    else:
        study.create({"employee_id": person.id, "kind": kind, **values})


def _write_resume(person, form):
    periods, _unread = periods_of(form["JianLi"])
    person.cadre_resume_ids.unlink()
    person.env["cadre.resume.line"].create(
        [
            {
                "employee_id": person.id, "sequence": 10 * number, "date_from": one.begin, "date_to": one.end,
                "text": one.text, "meanwhile": one.meanwhile,
            }
            for number, one in enumerate(periods, 1)
        ]
    )  # fmt: skip


def _write_family(person, form):
    """The rows of the form; who of them works here too stays known, by name and kinship."""
    here = {(one.relation, one.name): one.relative_id.id for one in person.cadre_family_ids if one.relative_id}
    person.cadre_family_ids.unlink()
    rows = []
    for number, one in enumerate(form[lrmx.FAMILY], 1):
        day = month_of(one["ChuShengRiQi"])
        rows.append(
            {
                "employee_id": person.id,
                "sequence": 10 * number,
                "relation": one["ChengWei"],
                "name": one["XingMing"],
                "birthday": day.day if day else False,
                "birthday_month_only": bool(day and day.month_only),
                "political_status": one["ZhengZhiMianMao"],
                "work": one["GongZuoDanWeiJiZhiWu"],
                "relative_id": here.get((one["ChengWei"], one["XingMing"]), False),
            }
        )
    person.env["cadre.family.member"].create(rows)


def _write_grades(person, form):
    """The years that the archive does not have; what a form says of them is their origin."""
    comes, _unread = grades_of(form[GRADES])
    there = archived_of(person)[person]
    person.env["cadre.result"].create(
        [
            {
                "employee_id": person.id, "year": year, "regulation": ANNUAL, "grade_code": annual_grade(grade),
                "grade_name": grade, "origin_note": person.env._("Appointment form (.lrmx)"),
            }
            for year, grade in sorted(comes.items())
            if year not in there
        ]
    )  # fmt: skip


WRITERS = {
    GRADES: _write_grades,
    "XingMing": lambda _person, form: {"name": form["XingMing"]},
    "XingBie": lambda _person, form: {"sex": {label: code for code, label in SEXES.items()}[form["XingBie"]]},
    "RuDangShiJian": _standing,
    "ShenFenZheng": _number,
    lrmx.PHOTO: lambda _person, form: {"image_1920": base64.b64encode(form[lrmx.PHOTO])},
    "JianLi": _write_resume,
    lrmx.FAMILY: _write_family,
}
