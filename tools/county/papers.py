"""What is on file about everybody: studies, families, results of earlier years."""

from . import organ, places
from .dice import Dice
from .names import FEMALE, MALE, SURNAMES

GRADES = {"优秀": "excellent", "称职": "competent", "基本称职": "basic", "不定等次": "undetermined"}
INSTITUTION = {"称职": "合格", "基本称职": "基本合格"}
REGULATIONS = {"institution": "事业单位工作人员年度考核", "worker": "机关工勤人员年度考核"}
ORIGINS = {2023: "云组发〔2024〕3号", 2024: "云组发〔2025〕2号"}
SCHOOLS = ("云州学院", "西岭师范学院", "南方民族大学", "西部农业大学", "云州财经学院", "江城理工大学")
MAJORS = (
    ("汉语言文学", "文学学士"), ("法学", "法学学士"), ("行政管理", "管理学学士"), ("会计学", "管理学学士"),
    ("农学", "农学学士"), ("思想政治教育", "法学学士"), ("计算机科学与技术", "工学学士"), ("土木工程", "工学学士"),
)  # fmt: skip
PARTY_SCHOOL = "省委党校"
WORK = (
    "云岭县第一中学教师",
    "云岭县人民医院护士",
    "个体经营",
    "云岭县农业银行职员",
    "务农",
    "云岭县供电公司职工",
    "退休",
    "已故",
)


def education(county):
    yield (
        "id",
        "employee_id/id",
        "kind",
        "level",
        "degree",
        "school",
        "date_from",
        "date_from_month_only",
        "date_to",
        "date_to_month_only",
    )
    for person in county.people:
        dice = Dice(f"{person.key}/school")
        born = int(person.born[:4])
        major, degree = dice.pick(MAJORS)
        level = (
            dice.weighted((("大学", 70), ("大专", 25), ("研究生", 5)))
            if born > 1978
            else dice.weighted((("大专", 60), ("大学", 40)))
        )
        year = min(born + {"大专": 21, "大学": 22, "研究生": 25}[level], int(person.work_start[:4]))
        degree = {"大专": "", "研究生": degree.replace("学士", "硕士")}.get(level, degree)
        row = (f"county.edu_{person.key[4:]}_1", f"county.{person.key}", "full_time", level, degree)
        begun = year - {"大专": 3, "大学": 4, "研究生": 3}[level]
        yield (*row, f"{dice.pick(SCHOOLS)}{major}专业", f"{begun}-09-01", 1, f"{year}-07-01", 1)
        if level == "大专" or (born < 1985 and dice.chance(50)):
            later = "大学" if level == "大专" else "研究生"
            row = (f"county.edu_{person.key[4:]}_2", f"county.{person.key}", "party_school", later, "")
            school = f"{PARTY_SCHOOL}{dice.pick(('经济管理', '公共管理', '法律'))}专业"
            done = min(year + dice.between(5, 9), 2024)
            yield (*row, school, f"{done - 2}-09-01", 1, f"{done}-12-01", 1)


def resume(county):
    """The curriculum vitae: studies, work before the first post that is known, and each post."""
    yield ("id", "employee_id/id", "sequence", "date_from", "date_to", "text")
    studies = {row[1]: row for row in education(county) if row[2] == "full_time"}
    for person in county.people:
        study = studies[f"county.{person.key}"]
        posts = sorted([*person.former, person.post], key=lambda post: post.since)
        begins = [post.since[:7] for post in posts]
        lines = [(study[6][:7], study[8][:7], f"{study[5]}学习")]
        if person.work_start < begins[0]:
            lines.append((person.work_start, begins[0], f"{_place(posts[0].unit)}工作人员"))
        ends = [*begins[1:], person.left[:7]]
        lines += [
            (begin, end, _place(post.unit) + post.title.removeprefix("县" if post.unit.key == places.ROOT[0] else ""))
            for begin, end, post in zip(begins, ends, posts, strict=True)
        ]
        for place, (begin, end, text) in enumerate(lines, 1):
            key = f"county.cv_{person.key[4:]}_{place}"
            yield (key, f"county.{person.key}", place * 10, f"{begin}-01", end and f"{end}-01", text)


def _place(unit):
    """A unit in full: 云岭县发展和改革局."""
    county = places.ROOT[2]
    return unit.name if county[:-1] in unit.name else county + unit.name.removeprefix("县")


def family(county):
    yield (
        "id",
        "employee_id/id",
        "sequence",
        "relation",
        "name",
        "birthday",
        "birthday_month_only",
        "political_status",
        "work",
    )
    for person in county.people:
        for place, row in enumerate(_relatives(person, Dice(f"{person.key}/family")), 1):
            yield (f"county.fam_{person.key[4:]}_{place}", f"county.{person.key}", place * 10, *row)


def _relatives(person, dice):
    def named(surname, marks):
        return surname + dice.pick(marks) + (dice.pick(marks) if dice.chance(60) else "")

    def row(relation, name, year, party, work):
        return (relation, name, f"{year}-{dice.between(1, 12):02d}-01", 1, party, work)

    born, male = int(person.born[:4]), person.sex == "male"
    long = "·" in person.name
    own = person.name.split("·")[-1] if long else person.name[: 2 if person.name[:2] in dict(SURNAMES) else 1]
    child = (
        (lambda marks: f"{dice.pick(marks)}{dice.pick(marks)}·{person.name.split('·')[0]}")
        if long
        else (lambda marks: named(own, marks))
    )
    if born < 1996 and dice.chance(90):
        spouse = named(dice.weighted(SURNAMES), FEMALE if male else MALE)
        yield row(
            "妻子" if male else "丈夫",
            spouse,
            born + dice.between(-2, 3),
            dice.pick(("中共党员", "群众")),
            dice.pick(WORK[:6]),
        )
        for _number in range(dice.weighted(((1, 6), (2, 3)))):
            girl = dice.chance(50)
            year = min(born + dice.between(24, 32), 2024)
            work = "学生" if year > 2003 else dice.pick(WORK[:6])
            name = child(FEMALE if girl else MALE)
            yield row("女儿" if girl else "儿子", name, year, "共青团员" if 1998 < year < 2010 else "群众", work)
    yield row(
        "父亲",
        own if long else named(own, MALE),
        born - dice.between(22, 30),
        dice.pick(("中共党员", "群众")),
        dice.pick(WORK[4:]),
    )
    yield row("母亲", named(dice.weighted(SURNAMES), FEMALE), born - dice.between(20, 27), "群众", dice.pick(WORK[4:]))


def results(county):
    """Annual grades of 2023 and 2024, as they were told by the county's documents."""
    yield (
        "id", "employee_id/id", "year", "name", "staff_number", "post", "unit_name", "regulation", "grade_code",
        "grade_name", "origin", "origin_note",
    )  # fmt: skip
    for year, origin in ORIGINS.items():
        top = _top(county, year)
        for person in county.people:
            post = person.held(f"{year}-12-31")
            if not post or post.post_class == "county_leader":
                continue
            grade = _grade(person, year, person.key in top)
            name = INSTITUTION.get(grade, grade) if person.identity in REGULATIONS else grade
            yield (
                f"county.res_{year}_{person.key[4:]}", f"county.{person.key}", year, person.name, person.number,
                post.title, post.unit.name, REGULATIONS.get(person.identity, "公务员年度考核"), GRADES[grade], name,
                "imported", origin,
            )  # fmt: skip


def _grade(person, year, is_top):
    if person.login in organ.HISTORY or (person.login and person.post.unit.key == places.ORGAN):
        return organ.HISTORY.get(person.login, ("称职", "称职"))[year - 2023]
    if int(person.work_start[:4]) >= year:
        return "不定等次"  # in the first year, on probation
    if (year, person.number) in (() if is_top else BASIC):
        return "基本称职"
    return "优秀" if is_top else "称职"


BASIC = ((2023, "YL00087"), (2024, "YL00231"))


def _top(county, year):
    """Keys of those who were 优秀: at most a fifth of each unit, its heads apart (of them a fifth of the county's)."""
    dice = Dice(f"top/{year}")
    chosen = set()
    pools = {}
    for person in county.people:
        post = person.held(f"{year}-12-31")
        if post and post.post_class != "county_leader" and int(person.work_start[:4]) < year:
            pools.setdefault("heads" if post.head else post.unit.key, []).append(person.key)
    for pool in pools.values():
        for _seat in range(len(pool) // 5):
            chosen.add(pool.pop(dice.below(len(pool))))
    return chosen
