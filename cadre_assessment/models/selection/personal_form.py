"""What stands on the 干部任免审批表 (F-21, O-19) of people, from their files: a bounded number of queries.

A form is a dict by the names of the exchange format (:mod:`...files.lrmx`), so what is printed, exported and frozen is
one thing. Callers have asked the rights; everything is read as superuser.
"""

import re
from collections import defaultdict

from ...engine.known import Day, months_between
from ...files import lrmx
from ...files.bounds import Refused
from ...files.lrmx_words import Period, compact, told
from ..organization.annual_grades import WORDS, annual_grade, of_year
from ..organization.honours import honours_of, honours_text
from ..organization.studies import DEGREE_PLACES, FULL_TIME, LEVEL_PLACES
from ..organization.unit_names import unit_and_post

SEXES = {"male": "男", "female": "女"}
NO_PARTY = frozenset({"cyl", "masses", "03", "13"})
"""Codes of standings that are no party: 共青团员, 群众."""
YEARS = 3
"""Of 年度考核结果."""
NOTHING = "无"
GRADES = dict(zip(("outstanding", "able", "basic", "unable", "undetermined"), WORDS, strict=True))


def forms_of(people, on):
    """{person: his form} as of the day ``on`` (a date): what no file says is empty.

    :param people: employees
    """
    people = people.sudo().with_context(active_test=False, prefetch_fields=True)
    studies = _grouped(people, "cadre.education")
    lines = _grouped(people, "cadre.resume.line")
    family = _grouped(people, "cadre.family.member")
    honours = honours_of(people, on)
    grades = _grades(people, on)
    photos = _photos(people)
    found = {}
    for person in people:
        unit = person.department_id.unit_id or person.department_id
        found[person] = lrmx.empty() | {
            "XingMing": person.name or "",
            "XingBie": SEXES.get(person.sex, ""),
            "ChuShengNianYue": compact(person.birthday),
            "MinZu": person.ethnicity or "",
            "JiGuan": person.native_place or "",
            "ChuShengDi": person.place_of_birth or "",
            "RuDangShiJian": _standing(person),
            "CanJiaGongZuoShiJian": compact(person.work_start),
            "JianKangZhuangKuang": person.health or "",
            "ZhuanYeJiShuZhiWu": person.professional_title or "",
            "ShuXiZhuanYeYouHeZhuanChang": person.expertise or "",
            **_studied(studies[person.id]),
            "XianRenZhiWu": unit_and_post(unit, person.job_title) if person.job_title else "",
            "JianLi": told([_period(line) for line in lines[person.id]]),
            "JiangChengQingKuang": honours_text(honours[person]) or NOTHING,
            "NianDuKaoHeJieGuo": grades[person.id],
            lrmx.FAMILY: [_relative(one) for one in family[person.id]],
            "JiSuanNianLingShiJian": f"{on:%Y%m%d}",
            "ShenFenZheng": person.identification_id or "",
            lrmx.PHOTO: photos.get(person.id, b""),
            lrmx.VERSION: lrmx.WRITTEN_BY,
        }
        found[person] = {name: _one_line(name, value) for name, value in found[person].items()}
    return found


def age(birthday, on):
    """Full years on the day ``on``, by months, as forms count them; ``None`` where no birthday is known.

    :param birthday: a :class:`...files.lrmx_words.Month` or ``None``

    >>> from datetime import date
    >>> from ...files.lrmx_words import month_of
    >>> age(month_of("197503"), date(2026, 2, 28)), age(month_of("197503"), date(2026, 3, 1)), age(None, date.today())
    (50, 51, None)
    """
    if not birthday:
        return None
    return max(0, months_between(Day.of(birthday.day, True), on) // 12)


def party_name(standing):
    """The party of a standing: 民盟 of 民盟盟员.

    >>> [party_name(text) for text in ("民盟盟员", "农工党党员", "九三学社社员", "无党派人士")]
    ['民盟', '农工党', '九三学社', '无党派']
    """
    return re.sub("(党员|会员|盟员|社员|人士)$", "", standing or "")


def main_study(studies, full_time):
    """(study of the highest schooling, study of the highest degree) of those at full time, or of all others."""
    some = studies.filtered(lambda one: (one.kind == FULL_TIME) == full_time)
    by_level = some.filtered("level").sorted(lambda one: (LEVEL_PLACES.get(one.level_code, 0), one.date_to or one.id))
    by_degree = some.filtered("degree").sorted(lambda one: (DEGREE_PLACES.get(one.degree_code, 0), one.id))
    return by_level[-1:], by_degree[-1:]


def _one_line(name, value):
    """What is typed into a file may hold what no form does: the form reads it as a reader of its file would."""
    return lrmx.clean(name, value) if isinstance(value, str) else value


def _grouped(people, model):
    """{id of a person: his rows, in their order}"""
    found = defaultdict(people.env[model].browse)
    for row in people.env[model].search([("employee_id", "in", people.ids)]):
        found[row.employee_id.id] |= row
    return found


def _standing(person):
    status = person.political_status_id
    if status.party_member:
        return compact(person.party_date)
    return "" if not status or status.code in NO_PARTY else party_name(status.name)


def _studied(studies):
    found = {}
    for kind, start in lrmx.STUDIES.items():
        level, degree = main_study(studies, kind == FULL_TIME)
        values = level.level, degree.degree, level.school, degree.school
        found |= {start + end: value or "" for end, value in zip(lrmx.OF_STUDIES, values, strict=True)}
    return found


def _period(line):
    return Period(line.date_from, line.date_to or None, line.text or "", line.meanwhile)


def _relative(row):
    return {
        "ChengWei": lrmx.clean("ChengWei", row.relation),
        "XingMing": lrmx.clean("XingMing", row.name),
        "ChuShengRiQi": compact(row.birthday),
        "ZhengZhiMianMao": lrmx.clean("ZhengZhiMianMao", row.political_status),
        "GongZuoDanWeiJiZhiWu": lrmx.clean("GongZuoDanWeiJiZhiWu", row.work),
    }


def _grades(people, on):
    """{id of a person: a line for each of the last three years that were assessed}; a year without a grade says so."""
    years = defaultdict(lambda: defaultdict(dict))
    domain = [("employee_id", "in", people.ids), ("year", "<", on.year), ("year", ">=", on.year - YEARS - 1)]
    for result in people.env["cadre.result"].search(domain, order="year, version"):
        converted = annual_grade(result.annual_grade_name)
        grade = converted or annual_grade(result.grade_name, result.grade_code)
        if grade:  # a later version of the same result takes the place of the one before
            said = grade, bool(converted), result.regulation
            years[result.employee_id.id][result.year][result.regulation] = said
    found = defaultdict(str)
    last = max((year for known in years.values() for year in known), default=on.year - 1)
    for person, known in years.items():
        found[person] = "\n".join(
            f"{year}年度：{GRADES.get(of_year([*known[year].values()]) if year in known else None, '无记录')}"
            for year in range(last - YEARS + 1, last + 1)
        )
    return found


def _photos(people):
    """{id of a person: his photograph}; what Odoo draws for whoever has none (an SVG) is no photograph."""
    found = {}
    kept = people.env["ir.attachment"].search(
        [("res_model", "=", "hr.employee"), ("res_field", "=", "image_512"), ("res_id", "in", people.ids)]
    )
    for one in kept:
        try:
            found[one.res_id] = lrmx.as_jpeg(lrmx.photograph(one.raw or b""))
        except Refused:
            continue
    return found
