"""Later additions to the county: what was there before keeps its numbers.

More staff for 住建局, where S1 runs; schools and a police station, whose cadres are assessed elsewhere (S3-11, S3-19);
people on postings (S3-03 … S3-16); accounts for everybody who acts in the year; the city.
"""

from . import city, places
from .dice import Dice
from .names import Register
from .people import Person, Post

HOUSING, HOUSING_STAFF = "zhujianju", range(4, 18)
CHOOSING = "qingxi"
"""The town whose staff choose their posts themselves."""
SECOND = ("zuzhibu", 8)
"""Who sits in the selection office beside its head: whoever posted a notice answers no objection to it."""
ENTRUSTED = (  # key, code, name, group, supervising unit, posts
    ("yizhong", "YL91", "云岭县第一中学", "society", "jiaotiju", ("党委书记", "校长", "副校长", "副校长", "纪委书记")),
    ("yiyuan", "YL92", "云岭县人民医院", "society", "weijianju",
     ("党委书记", "院长", "副院长", "副院长", "总会计师")),
)  # fmt: skip
STATION = ("paichusuo", "YL01-09", "城关派出所", "chengguan", "gonganju", ("所长", "教导员"))
LOGINS = {  # readable logins with a password: unit, place in its list of people
    ("yunling", 0): ("xianwei", "decider,leader"),
    (HOUSING, 0): ("zhujian_juzhang", "decider,leader"),
    (HOUSING, 1): ("zhujian_fuju", "decider,leader"),
    (HOUSING, 2): ("zhujian_fuju2", "leader"),
    (HOUSING, 4): ("zhujian_kaohe", "officer,section_head"),
    (HOUSING, 6): ("zhujian_ganbu", "user"),
    ("chengguan", 0): ("chengguan_shuji", "leader"),
}
# unit and place of the person, kind, level, host, place in words, from, until, document
POSTINGS = (
    (("city_03", 1), "posted", "city", "chengguan", "", "2025-03-01", "", "云市组〔2025〕11号"),
    (("fagaiju", 2), "posted", "county", "baishi", "", "2025-05-01", "", "云组干〔2025〕18号"),
    (("caizhengju", 2), "posted", "county", "baishi", "", "2025-09-01", "", "云组干〔2025〕41号"),
    (("shuiliju", 2), "village", "", "", "石羊彝族乡大箐村", "2025-03-01", "", "云组干〔2025〕9号"),
    (("nongyeju", 2), "supervisor", "", "", "市脱贫摘帽督导组", "2025-02-15", "", "云市组〔2025〕6号"),
    (("sifaju", 2), "training", "", "", "市委党校", "2025-09-01", "2025-12-31", "云组干〔2025〕39号"),
)


class More:
    """The additions to a :class:`people.County`; ``units``: rows of hr.department, ``city``: people of the city."""

    def __init__(self, county):
        self.county = county
        self.city = []
        self._housing()
        self.entrusted = [self._entrusted(*row) for row in ENTRUSTED]
        self._station()
        self._city()
        self._accounts()

    def of(self, key):
        if key == places.ROOT[0]:
            return self.county.people[:6]
        return [one for one in self.county.people + self.city if one.post.unit.key == key and not one.left]

    # -- the county ------------------------------------------------------------------------------------------------
    def _housing(self):
        unit = next(unit for unit in self.county.units if unit.key == HOUSING)
        deputies = self.county.of(HOUSING)[1:3]
        for place in HOUSING_STAFF:
            self.county._staff(unit, place, deputies[place % 2])
        for person in self.county.of(HOUSING)[4:]:
            person.post.leader = deputies[person.post.section % 2].key  # each section has one leader in charge
        for number, deputy in enumerate(deputies):
            deputy.led = tuple(place for place in range(1, len(unit.sections) + 1) if place % 2 == number)

    def _entrusted(self, key, code, name, group, supervisor, titles):
        unit = places.Unit(key, code, name, "entrusted", group, titles, (), identity="institution")
        unit = unit._replace(staffing="institution")
        head = None
        for place, title in enumerate(titles):
            rank = "section_head" if place < 2 else "section_deputy"
            post = self.county._post(Dice(f"{key}/{place}"), unit, 0, title, "team", rank, 100)
            post.leader, post.head = head.key if head else self.county.of(supervisor)[0].key, False
            born = lambda dice: f"{dice.between(1970, 1984)}-{dice.between(1, 12):02d}"  # noqa: E731
            person = self.county._add(post, born, lambda _dice: "cpc_member", duties="协助工作")
            head = head or person
        return unit, supervisor

    def _station(self):
        key, _code, name, under, supervisor, titles = STATION
        unit = next(unit for unit in self.county.units if unit.key == under)
        superior = self.county.of(supervisor)[1]
        for place, title in enumerate(titles):
            post = self.county._post(Dice(f"{key}/{place}"), unit, key, title, "team", "section_deputy", 100)
            post.leader = superior.key
            born = lambda dice: f"{dice.between(1976, 1986)}-{dice.between(1, 12):02d}"  # noqa: E731
            self.county._add(
                post, born, lambda _dice: "cpc_member", identity="civil_servant", staffing="judicial", duties=name
            )

    # -- the city --------------------------------------------------------------------------------------------------
    def _city(self):
        by_hand = [name for name, _sex in city.NAMES.values()]
        by_hand += [name for _login, name, *_rest in (*city.LEADERS, *city.OFFICERS)]
        names = Register([person.name for person in self.county.people] + by_hand)
        keys = {}
        counts = {}
        for number, row in enumerate(city.posts(), 1):
            unit, section, title, post_class, rank, head, login, roles, hand, over = row
            dice = Dice(f"city/person/{number}")
            sex = "female" if dice.chance(30) else "male"
            name, sex = hand or city.NAMES.get(login) or (names.name(dice, sex, "汉族")[0], sex)
            day = city.since(number)
            key = f"emp_c{number:03d}"
            place = counts[unit.key] = counts.get(unit.key, -1) + 1
            keys[f"{unit.key}/{place}"] = key
            if login:
                keys[login] = key
            post = Post(day, unit, section, title, post_class, rank, day[:7], keys.get(over, ""), head)
            if over and over not in keys:
                raise AssertionError(f"{unit.key}: {over} comes later")
            born = f"{dice.between(1966, 1982) if rank != 'clerk_1' else dice.between(1986, 1999)}"
            person = Person(
                key, f"YZ{number:04d}", name, sex, f"{born}-{dice.between(1, 12):02d}", "汉族", "cpc_member", post
            )
            person.identity, person.staffing = "civil_servant", "administrative"
            person.duties = "主持全面工作" if head else "协助工作" if post_class == "team" else "负责本岗位工作"
            if hand:
                person.duties = title
                groups = {login: group for login, *_rest, group in city.LEADERS}
                person.leads = tuple(
                    one.key for one, _over in city.units() if one.group and one.group == groups.get(login)
                )
            if login:
                person.login, person.groups = login, roles
            else:
                person.account = roles
            self.city.append(person)

    # -- accounts --------------------------------------------------------------------------------------------------
    def _accounts(self):
        """Everybody who keeps a record, rates one, votes on a unit or chooses his post has an account; a few can log in
        by name."""
        for (key, place), (login, roles) in LOGINS.items():
            person = self.of(key)[place]
            person.login, person.groups = login, roles
        heads = {person.post.leader for person in self.county.people}
        for person in self.county.people:
            here = person.post.unit.key
            if person.login or person.left:
                continue
            if person.post.post_class in ("county_leader", "team") or here == HOUSING:
                person.account = "leader" if person.key in heads else "user"
            elif here == CHOOSING:
                person.account = "user"
            if here == HOUSING and person.post.post_class == "mid_head":
                person.account = "section_head"
        key, place = SECOND
        self.of(key)[place].account = "selection"

    def postings(self):
        for (key, place), kind, level, host, where, since, until, document in POSTINGS:
            yield self.of(key)[place], kind, level, host, where, since, until, document
