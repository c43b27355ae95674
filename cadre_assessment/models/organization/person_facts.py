"""Facts about people as of a day, outside any assessment: what they are called, who provides them, who may ask.

A condition (``cadre.criterion``) asks facts by name; what a person's file does not say is missing from the answer, and
the engine then says "not known" (:func:`...engine.criteria.explain`). A room adds what it knows with :func:`provides`.

Whether a case is open and which sanctions run is no fact here and never becomes one (:data:`NEVER`): who may look for
people by conditions would find out by the difference. The discipline body is asked instead.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from odoo.exceptions import AccessError

from ..office import SELECTION, works_for
from ..rows import uncollected


class Fact(NamedTuple):
    """``kind``: ``number``, ``yes_no``, ``date``, ``code`` or ``word`` (of an order); ``history``: one entry a year.

    ``of``: what it needs beside its name: a ``rank``, ``layer``, ``post_class``, ``post_kind``, category of the
    ``reserve``, kind of ``posting`` or of ``training``; ``postings``: time in postings is counted when asked.
    """

    label: str
    kind: str
    of: str = ""
    postings: bool = False
    history: bool = False


FACTS = {
    "age": Fact("Age in Years", "number"),
    "birthday": Fact("Birthday", "date"),
    "sex": Fact("Sex", "code"),
    "work_start": Fact("Started Work On", "date"),
    "work_months": Fact("Months of Work (Seniority)", "number"),
    "party_member": Fact("Member of the Party", "yes_no"),
    "party_date": Fact("Joined the Party On", "date"),
    "party_months": Fact("Months in the Party", "number"),
    "serving": Fact("In Service", "yes_no"),
    "post_class": Fact("Post Class", "code"),
    "post_kind": Fact("Kind of Post", "code"),
    "identity": Fact("Identity", "code"),
    "staffing": Fact("Staffing", "code"),
    "unit_category": Fact("Kind of Unit", "code"),
    "unit_head": Fact("Head of the Unit", "yes_no"),
    "team_member": Fact("Member of the Leadership Team", "yes_no"),
    "leading_post": Fact("Holds a Leading Post", "yes_no"),
    "grassroots_post": Fact("Holds a Grass-roots Post", "yes_no"),
    "rank": Fact("Post Rank", "word"),
    "layer": Fact("Layer", "word"),
    "rank_since": Fact("At the Present Rank Since", "date"),
    "post_since": Fact("In the Present Post Since", "date"),
    "promoted_months": Fact("Months Since the Last Promotion", "number"),
    "rank_months": Fact("Months at a Rank and Above", "number", of="rank"),
    "layer_months": Fact("Months at a Layer", "number", of="layer"),
    "layer_up_months": Fact("Months at a Layer and Above", "number", of="layer"),
    "post_months": Fact("Months in a Class of Posts", "number", of="post_class"),
    "post_kind_months": Fact("Months in a Kind of Post", "number", of="post_kind"),
    "grassroots_months": Fact("Months at the Grass Roots", "number", postings=True),
    "grassroots_lead_months": Fact("Months as a Leader at the Grass Roots", "number", postings=True),
    "posted_months": Fact("Months of Postings", "number", of="posting"),
    "trained": Fact("Has Been Trained", "yes_no", of="training"),
    "training_days": Fact("Days of Training in Five Years", "number"),
    "education": Fact("Highest Schooling", "word"),
    "education_full_time": Fact("Highest Full-time Schooling", "word"),
    "education_before_work": Fact("Highest Full-time Schooling Before Work", "word"),
    "degree": Fact("Highest Degree", "word"),
    "in_reserve": Fact("Stands in the Reserve", "yes_no", of="reserve"),
    "annual_grades": Fact("Annual Grades of the Years", "word", history=True),
    "by_hand": Fact("What a Checker Says", "yes_no"),
}
"""What can be asked about a person: name -> :class:`Fact`."""
NEVER = frozenset({"open_case", "sanctions"})
"""What nobody is looked for by."""


WITHHELD = {"in_reserve": SELECTION}
"""What a role alone asks about others: for everybody else it is not known (an office would find out who is in it)."""
BY_HAND = "by_hand"
"""What no file says (身体健康, 群众公认): each such condition is a fact of its own; a checker answers and signs it."""


class Asked(NamedTuple):
    """One fact as a condition asks it: ``rank_months@section_deputy``, ``grassroots_months+postings``."""

    name: str
    of: str = ""
    postings: bool = False

    @property
    def text(self):
        return f"{self.name}{'+postings' * self.postings}{self.of and '@' + self.of}"

    @classmethod
    def of_text(cls, text):
        """The inverse of :attr:`text`.

        >>> Asked.of_text("post_months@mid_head"), Asked.of_text("grassroots_months+postings").text
        (Asked(name='post_months', of='mid_head', postings=False), 'grassroots_months+postings')
        """
        said, _at, of = text.partition("@")
        name, postings, _rest = said.partition("+postings")
        return cls(name, of, bool(postings))


class Request(NamedTuple):
    """What a provider is given: ``env`` (superuser), ids of ``people``, the facts ``asked`` of it, and the day."""

    env: object
    people: tuple[int, ...]
    asked: tuple[Asked, ...]
    on: date


PROVIDERS: dict[str, Callable[[Request], dict[int, dict[Asked, object]]]] = {}
"""Name of a fact -> the function that reads it, a bounded number of queries for any number of people."""


def provides(*names):
    """Make the decorated function, from a :class:`Request` to {person id: {asked: value}}, the provider of ``names``.

    :raises ValueError: a name that no condition can ask, or that nobody is ever to be looked for by
    """
    if wrong := [name for name in names if name not in FACTS or name in NEVER]:
        raise ValueError(f"no fact about a person: {', '.join(wrong)}")

    def register(provider):
        PROVIDERS.update(dict.fromkeys(names, provider))
        return provider

    return register


SOURCES: dict[str, Callable[[Request], dict[int, dict[Asked, object]]]] = {}
"""Name of a fact -> the function that names the record it is read from, for the few who are shown one by one."""


def sourced_by(*names):
    """Make the decorated function, from a :class:`Request` to {person id: {asked: record}}, the source of ``names``."""

    def register(source):
        SOURCES.update(dict.fromkeys(names, source))
        return source

    return register


def facts_of(env, people, asked, on):
    """{person id: {fact: value}} of ``people`` as of the day ``on``; what is not on file is not in it.

    Whoever asks is asked first: people outside the units of his office are refused, and who is of no office may ask
    about nobody. The server (superuser) asks about everybody. What is read then is read as superuser.

    :param people: records of ``hr.employee``
    :param asked: names of facts as conditions ask them (:attr:`Asked.text`)
    :param on: a date; posts, postings and studies after it are not known yet
    :raises AccessError: somebody is not of the caller's office
    :raises ValueError: a name that is no fact about a person
    """
    _refuse_elsewhere(env, people)
    return _asked_of(PROVIDERS, env, people, asked, on)


def sources_of(env, people, asked, on):
    """{person id: {fact: the record of the file it is read from}}: what shows it best, the post in force, the study …

    Where nothing is on file there is no record. The same is asked of the caller as by :func:`facts_of`; the records
    come as superuser.
    """
    _refuse_elsewhere(env, people)
    return _asked_of(SOURCES, env, people, asked, on)


def _asked_of(registry, env, people, asked, on):
    wanted = [Asked.of_text(text) for text in sorted(asked)]
    if wrong := [one.text for one in wanted if one.name not in registry]:
        raise ValueError(f"no fact about a person: {', '.join(wrong)}")
    wanted = [one for one in wanted if env.su or one.name not in WITHHELD or env.user.has_group(WITHHELD[one.name])]
    found = {person: {} for person in people.ids}
    of_provider, text_of = {}, {one: one.text for one in wanted}
    for one in wanted:
        of_provider.setdefault(registry[one.name], []).append(one)
    with uncollected():
        for provider, mine in of_provider.items() if found else ():
            for person, known in provider(Request(env(su=True), tuple(found), tuple(mine), on)).items():
                facts = found[person]
                for one, value in known.items():
                    if value is not None:
                        facts[text_of[one]] = value
    return found


def _refuse_elsewhere(env, people):
    if env.su:
        return
    people = people.with_env(env)
    people.check_access("read")
    known = people.sudo()
    units = known.department_id.sudo(False)
    if works_for(units):
        return
    strange = next((one for one in known if not works_for(one.department_id.sudo(False))), known[:1])
    raise AccessError(
        env._(
            "%(person)s: what the personnel file says is known to the office of his unit alone.",
            person=strange.name or "",
        )
    )
