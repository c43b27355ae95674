"""What is above the county: the fictional 云州市, departments in two groups, five districts, its audit bureau.

The regulation of a city's departments, districts and officials (S2A) and the sheet of its audit bureau (S2B) run here.
"""

import datetime

from .dice import Dice
from .places import Unit

ROOT = Unit("yunzhou", "YZ", "云州市", "", "", (), ())
GROUPS = (
    ("city_economy", "市综合经济口"), ("city_society", "市社会事业口"), ("city_district", "区（市）"),
    ("audit_section", "市审计局科室"), ("audit_county", "县（市、区）审计局"),
)  # fmt: skip
ECONOMY = (
    "市发展和改革委员会", "市工业和信息化局", "市财政局", "市审计局", "市住房和城乡建设局", "市交通运输局", "市商务局",
    "市统计局", "市市场监督管理局", "市招商局", "市自然资源和规划局", "市水利局", "市农业农村局",
)  # fmt: skip
SOCIETY = (
    "市教育局", "市科学技术局", "市民政局", "市人力资源和社会保障局", "市文化和旅游局", "市卫生健康委员会",
    "市退役军人事务局", "市医疗保障局",
)  # fmt: skip
DISTRICTS = ("云东区", "云西区", "南屏区", "北岭市", "临江市")
AUDIT, CIVIL, OFFICE = "city_04", "city_16", "city_office"
"""Keys of 市审计局, of 市民政局, whose staff are assessed by S2A as well, and of the city's assessment office."""
SECTIONS = ("财政审计科", "行政事业审计科", "固定资产投资审计科", "经济责任审计科", "企业审计科", "计算机审计科")
COUNTIES = ("云东区审计局", "云西区审计局", "南屏区审计局", "北岭市审计局", "云岭县审计局")
CIVIL_SECTIONS = ("办公室", "社会救助科", "基层政权科", "养老服务科")

# login, name, sex, post, rank, roles, the group of units led
LEADERS = (
    ("hanzhiyuan", "韩志远", "male", "市委书记", "bureau_head", "leader,decider", "city_district"),
    ("qinhaifeng", "秦海峰", "male", "市委常委、常务副市长", "bureau_deputy", "leader,decider", "city_economy"),
    ("taoyun", "陶云", "female", "副市长", "bureau_deputy", "leader,decider", "city_society"),
)
OFFICERS = (
    ("jiangwen", "江文", "female", "市目标管理考核办公室主任", "section_head", "officer"),
    ("fanglei", "方磊", "male", "市目标管理考核办公室干部", "chief_3", "officer"),
)
LOGINS = {  # readable logins of a few: key of the unit, place in its list
    (AUDIT, 0): ("gaoming", "leader,decider"),
    (AUDIT, 1): ("xujing", "officer"),
    (CIVIL, 0): ("panhong", "leader,decider"),
    (CIVIL, 1): ("dengfei", "leader"),
    (CIVIL, 2): ("lushan", "officer"),
    ("city_01", 0): ("tianye", "leader"),
    ("district_1", 0): ("zouping", "leader"),
}
NAMES = {  # whose login says it: name, sex
    "gaoming": ("高明", "male"),
    "xujing": ("徐静", "female"),
    "panhong": ("潘红", "female"),
    "dengfei": ("邓飞", "male"),
    "lushan": ("卢山", "male"),
    "tianye": ("田野", "male"),
    "zouping": ("邹平", "male"),
}


def units():
    """(unit, parent's key) pairs, parents first."""
    yield Unit(OFFICE, "YZ00", "市目标管理考核办公室", "", "", (), ()), ROOT.key
    for number, name in enumerate((*ECONOMY, *SOCIETY), 1):
        key = f"city_{number:02d}"
        group = "city_economy" if number <= len(ECONOMY) else "city_society"
        sections = CIVIL_SECTIONS if key == CIVIL else ()
        yield Unit(key, f"YZ{number:02d}", name, "department", group, (), sections), ROOT.key
    for number, name in enumerate(DISTRICTS, 1):
        yield Unit(f"district_{number}", f"YZ3{number}", name, "district", "city_district", (), ()), ROOT.key
    for number, name in enumerate(SECTIONS, 1):
        yield Unit(f"audit_{number}", f"YZ4{number}", name, "section", "audit_section", (), ()), AUDIT
    for number, name in enumerate(COUNTIES, 1):
        yield Unit(f"audit_county_{number}", f"YZ5{number}", name, "county_office", "audit_county", (), ()), AUDIT


def posts():
    """(unit, section, post, class, rank, head, login, roles, hand-written name and sex, key of the leader's place)."""
    for login, name, sex, title, rank, roles, _group in LEADERS:
        yield ROOT, 0, title, "county_leader", rank, title == "市委书记", login, roles, (name, sex), None
    for unit, _parent in units():
        if unit.key == OFFICE:
            for place, (login, name, sex, title, rank, roles) in enumerate(OFFICERS):
                post_class = "mid_head" if not place else "staff"
                yield unit, 0, title, post_class, rank, not place, login, roles, (name, sex), "hanzhiyuan"
            continue
        yield from _of(unit)


def _of(unit):
    leader = next((login for login, *_rest, group in LEADERS if group == unit.group), "qinhaifeng")
    if unit.kind == "district":
        word = "区" if unit.name.endswith("区") else "市"
        titles = ((f"区（市）委副书记、{word}长", "team", "county_head", True),
                  (f"{word}委书记", "district_secretary", "county_head", False),
                  (f"常务副{word}长", "team", "county_deputy", False))  # fmt: skip
    elif unit.kind in ("section", "county_office"):
        title = "科长" if unit.kind == "section" else "党组书记、局长"
        titles = ((title, "mid_head", "section_head", True),)
        leader = f"{AUDIT}/0"
    else:
        titles = (("党组书记、局长", "team", "county_head", True), ("党组成员、副局长", "team", "county_deputy", False))
    for place, (title, post_class, rank, head) in enumerate(titles):
        login, roles = LOGINS.get((unit.key, place), ("", "leader" if head else "user"))
        over = leader if head or unit.kind == "district" else f"{unit.key}/0"
        yield unit, 0, title, post_class, rank, head, login, roles, None, over
    if unit.key == CIVIL:
        yield from _staff(unit)


def _staff(unit):
    """Section heads and staff of 市民政局, section level and below."""
    for place in range(14):
        section = place % len(unit.sections) + 1
        name = unit.sections[section - 1]
        head = place < len(unit.sections)
        title = f"{name}{'主任' if name.endswith('室') else '科长'}" if head else f"{name}一级科员"
        login, roles = LOGINS.get((unit.key, place + 2), ("", "user"))
        post_class, rank = ("mid_head", "section_head") if head else ("staff", "clerk_1")
        yield unit, section, title, post_class, rank, False, login, roles, None, f"{unit.key}/{place % 2}"


def since(number):
    """A day on which a post of the city was taken up."""
    return Dice(f"city/{number}").day(datetime.date(2019, 3, 1), datetime.date(2023, 11, 30)).isoformat()
