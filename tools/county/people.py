"""Who works where, since when, in which rank: one :class:`Person` each, with a former post where somebody moved."""

import dataclasses
import datetime

from . import organ, places
from .dice import Dice
from .names import ETHNICITIES, HOMONYMS, Register

DEMOCRATS = ("rcckc", "cdl", "cndca", "capd", "cpwdp", "jiusan")
NATIVE = (
    ("云岭", 60), ("云南昆明", 8), ("云南大理", 6), ("四川宜宾", 6), ("贵州毕节", 6), ("湖南邵阳", 4), ("广西河池", 4),
    ("重庆江津", 4),
)  # fmt: skip
COUNTY_LEADERS = (
    ("县委书记", "county_head", "主持县委全面工作"), ("县委副书记、县长", "county_head", "主持县政府全面工作"),
    ("县人大常委会主任", "county_head", "主持县人大常委会工作"), ("县政协主席", "county_head", "主持县政协工作"),
    ("县委副书记", "county_deputy", "协助县委书记抓党的建设"),
    ("县委常委、常务副县长", "county_deputy", "负责县政府常务工作"),
)  # fmt: skip
TITLES = {"股": "股长", "科": "科长", "庭": "庭长", "队": "队长"}
RETIRED = (("baishi", 3, "2025-06-30"), ("nongyeju", 2, "2025-09-30"), ("minzhengju", 3, "2025-11-30"))
"""Unit, place in its team after whom the retired person is put, last day."""


YOUNG = {"cyl": "1997", "cpc_probationary": "1985"}
"""Who is older than this has another political status."""


@dataclasses.dataclass
class Post:
    since: str
    unit: places.Unit
    section: int
    title: str
    post_class: str
    rank: str
    rank_since: str
    leader: str = ""
    head: bool = False


@dataclasses.dataclass
class Person:
    key: str
    number: str
    name: str
    sex: str
    born: str
    ethnicity: str
    party: str
    post: Post
    former: list = dataclasses.field(default_factory=list)
    login: str = ""
    groups: str = ""
    duties: str = ""
    led: tuple = ()
    identity: str = ""
    staffing: str = ""
    left: str = ""
    leads: tuple = ()
    """Keys of whole units led, beside the sections of the own one."""
    account: str = ""
    """Roles of an account without a password: whoever acts in the year, but is not shown as a login."""

    def held(self, day):
        """The post in force on an ISO day, or None before the first one."""
        posts = [post for post in [*self.former, self.post] if post.since <= day]
        return max(posts, key=lambda post: post.since) if posts else None

    @property
    def work_start(self):
        """Month in which the person began to work, some 22 years after the birth and before the first post."""
        dice = Dice(f"{self.key}/work")
        first = min(post.since for post in [*self.former, self.post])
        month = f"{int(self.born[:4]) + dice.between(20, 24)}-{dice.pick(('07', '08', '09'))}"
        return min(month, first[:7])

    @property
    def party_date(self):
        dice = Dice(f"{self.key}/party")
        if not self.party.startswith("cpc"):
            return ""
        if self.party == "cpc_probationary":
            return dice.pick(("2025-03", "2025-06"))
        return min(f"{int(self.born[:4]) + dice.between(20, 28)}-{dice.between(1, 12):02d}", "2023-07")


class County:
    """Everybody, in the order of the staff numbers; leaders before those they lead."""

    def __init__(self):
        self.units = places.units()
        self._register = Register([hand.name for hand in organ.people()] + [row[3] for row in organ.OUTSIDE])
        self._homonyms = [*HOMONYMS, *HOMONYMS[1:]]  # 王伟 has his namesake in the organ already
        self.people = []
        self._county_leaders()
        for unit in self.units:
            self._organ(unit) if unit.key == places.ORGAN else self._unit(unit)
        for unit_key, place, login, name, sex, role in organ.OUTSIDE:
            person = self.of(unit_key)[place]
            person.login, person.name, person.sex, person.groups = login, name, sex, role
            person.ethnicity, person.party = "汉族", "cpc_member"

    def of(self, unit_key):
        return [person for person in self.people if person.post.unit.key == unit_key and not person.left]

    # -- makers ----------------------------------------------------------------------------------------------------
    def _add(self, post, born, party, **more):
        number = len(self.people) + 1
        key = f"emp_{number:04d}"
        dice = Dice(f"person/{number}")
        sex = "female" if dice.chance(24 if post.post_class in ("county_leader", "team") else 42) else "male"
        name, ethnicity = self._register.name(dice, sex, dice.weighted(ETHNICITIES))
        if self._homonyms and number % 61 == 0:
            name, ethnicity = self._homonyms.pop(0), "汉族"
            sex = "male" if name == "王伟" else "female"
        unit = post.unit
        month, status = born(dice), party(dice)
        if status in YOUNG and month < YOUNG[status]:
            status = "masses"
        person = Person(key, f"YL{number:05d}", name, sex, month, ethnicity, status, post, **more)
        person.identity, person.staffing = person.identity or unit.identity, person.staffing or unit.staffing
        self.people.append(person)
        return person

    def _county_leaders(self):
        key, code, name = places.ROOT
        root = places.Unit(key, code, name, "", "", (), ())
        for title, rank, duties in COUNTY_LEADERS:
            day = Dice(title).day(datetime.date(2020, 3, 1), datetime.date(2022, 12, 20)).isoformat()
            post = Post(day, root, 0, title, "county_leader", rank, day[:7], head=title == "县委书记")
            self._add(post, _born(1966, 1974), _member, duties=duties)

    def _unit(self, unit):
        head = self._team(unit)
        deputies = [person for person in self.of(unit.key) if person is not head]
        for place in range(unit.size):
            self._staff(unit, place, deputies[place % len(deputies)])

    def _team(self, unit):
        """The leadership team; gives the head. In a township the mayor is a head as well (S3-08)."""
        head = None
        sections = tuple(range(1, len(unit.sections) + 1))
        for place, title in enumerate(unit.titles):
            is_head = place == 0 or (unit.kind == "township" and place == 1)
            rank = unit.rank if place == 0 else "section_head" if is_head or "人大主席" in title else "section_deputy"
            dice = Dice(f"{unit.key}/team/{place}")
            post = self._post(dice, unit, 0, title, "team", rank, 70 if is_head else 85)
            post.leader, post.head = (self.people[0].key if place == 0 else head.key), is_head
            party = _member if is_head or "党" in title or unit.group == "party" else _party(90)
            led = tuple(number for number in sections if (number - 1) % max(len(unit.titles) - 1, 1) == place - 1)
            names = "、".join(unit.sections[number - 1] for number in led)
            duties = (
                f"主持{unit.name}全面工作" if place == 0 else f"协助主要负责人工作{'，分管' + names if led else ''}"
            )
            person = self._add(post, _born(1968, 1980) if is_head else _born(1971, 1989), party, led=led, duties=duties)
            head = head or person
            self._move(dice, person)
            self._retired(unit, place, head)
        return head

    def _retired(self, unit, place, head):
        for key, after, day in RETIRED:
            if (key, after) == (unit.key, place):
                post = Post(
                    "2017-05-10", unit, 1, f"{unit.sections[0]}一级主任科员", "staff", "chief_1", "2019-06", head.key
                )
                born = f"1965-{int(day[5:7]):02d}"
                self._add(post, lambda _dice, born=born: born, _member, left=day, duties="协助工作")

    def _staff(self, unit, place, leader):
        """A section head, a deputy or somebody below, by the place in the list."""
        dice = Dice(f"{unit.key}/staff/{place}")
        section = place % len(unit.sections) + 1
        name = unit.sections[section - 1]
        word = TITLES.get(name[-1], "主任")
        more = {}
        if place < 2:
            post_class, title = "mid_head", f"{name}{word}"
            rank = dice.weighted((("chief_1", 2), ("chief_2", 3), ("chief_3", 3), ("chief_4", 2)))
        elif place == 2:
            post_class, title = "mid_deputy", f"{name}副{word}"
            rank = dice.weighted((("chief_3", 2), ("chief_4", 4), ("clerk_1", 3)))
        else:
            post_class = "staff"
            rank = dice.weighted((("chief_4", 3), ("clerk_1", 5), ("clerk_2", 2)))
            title = f"{name}{ {'chief_4': '四级主任科员', 'clerk_1': '一级科员', 'clerk_2': '二级科员'}[rank] }"
        if (unit.kind == "township" and place == 4) or unit.identity == "institution":
            more = {"identity": "institution", "staffing": "institution"}
            rank = {"mid_head": "institution_8", "mid_deputy": "institution_8"}.get(post_class, "institution_9")
            title = title if post_class != "staff" else f"{name}九级职员"
        if unit.key in ("xianweiban", "zhengfuban") and place == unit.size - 1:
            more = {"identity": "worker", "staffing": "worker"}
            post_class, rank, title = "worker", "worker_3", "驾驶员"
        post = self._post(dice, unit, section, title, post_class, rank, 80)
        post.leader = leader.key
        born = {"mid_head": _born(1974, 1990), "mid_deputy": _born(1980, 1993)}.get(post_class, _born(1984, 2000))
        party = _party(88 if post_class.startswith("mid") else 66)
        person = self._add(post, born, party, duties=f"负责{name}相关工作", **more)
        self._move(dice, person)

    def _post(self, dice, unit, section, title, post_class, rank, settled):
        """A post held for years (``settled`` percent) or taken up in 2024 or 2025."""
        first, last = ("2018-02-01", "2023-11-30") if dice.chance(settled) else ("2024-01-15", "2025-09-30")
        since = dice.day(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)).isoformat()
        rank_since = dice.day(datetime.date(2016, 6, 1), datetime.date.fromisoformat(since)).isoformat()[:7]
        return Post(since, unit, section, title, post_class, rank, rank_since)

    def _move(self, dice, person):
        """Who took the post up in 2024 or 2025 had another one before, here or elsewhere; a beginner had none."""
        post = person.post
        if post.since < "2024" or (post.post_class == "staff" and person.born > "1998"):
            return
        unit = dice.pick([unit for unit in self.units if unit.kind == post.unit.kind and unit.key != places.ORGAN])
        section = dice.between(1, len(unit.sections))
        rank = {"team": "chief_3", "mid_head": "chief_4", "mid_deputy": "clerk_1"}.get(post.post_class, "clerk_2")
        rank = rank if person.identity == "civil_servant" else post.rank
        since = dice.day(datetime.date(2018, 2, 1), datetime.date(2022, 12, 31)).isoformat()
        words = {"chief_3": "三级主任科员", "chief_4": "四级主任科员", "clerk_1": "一级科员", "clerk_2": "二级科员"}
        title = f"{unit.sections[section - 1]}{words.get(rank, '工作人员')}"
        below = {"worker": "worker", "team": "mid_head"}.get(post.post_class, "staff")
        if below == "mid_head":
            name = unit.sections[section - 1]
            title = f"{name}{TITLES.get(name[-1], '主任')}"
        person.former.append(Post(since, unit, section, title, below, rank, since[:7]))
        post.rank_since = max(post.rank_since, since[:7])

    def _organ(self, unit):
        keys = {}
        head = ""
        for hand in organ.people():
            leader = keys.get(hand.leader) or head or self.people[0].key
            post = Post(
                hand.since,
                unit,
                hand.section,
                hand.post,
                hand.post_class,
                hand.rank,
                hand.rank_since,
                leader,
                hand.head,
            )
            person = self._add(post, lambda _dice, hand=hand: hand.born, lambda _dice, hand=hand: hand.party)
            head = head or person.key
            for name in ("login", "name", "sex", "ethnicity", "groups", "duties", "led"):
                setattr(person, name, getattr(hand, name))
            keys[hand.login] = person.key
        by_login = {person.login: person for person in self.of(unit.key)}
        by_unit = {unit.key: unit for unit in self.units}
        for login, since, key, section, title, post_class, rank, leader in organ.FORMER:
            former = Post(since, by_unit[key], section, title, post_class, rank, since[:7], keys.get(leader, ""))
            by_login[login].former.append(former)


def _born(first, last):
    return lambda dice: f"{dice.between(first, last)}-{dice.between(1, 12):02d}"


def _member(_dice):
    return "cpc_member"


def _party(percent):
    def party(dice):
        if dice.chance(percent):
            return "cpc_member"
        return dice.weighted(
            ((dice.pick(DEMOCRATS), 2), ("masses", 5), ("cyl", 2), ("cpc_probationary", 1), ("independent", 1))
        )

    return party
