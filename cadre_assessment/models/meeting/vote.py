"""What must hold before a decision is confirmed, whatever it decides: who confirms, who was there, who voted (O-18)."""

from ...engine.choices import is_quorate
from ..listing import listed
from ..office import DECIDER
from .recusal import confirmed_by_himself, on_list, withdrawing
from .voted_line import is_carried, places_of

SHOWN = 8
"""Names said in one sentence; the rest is counted."""


def first_names(env, names):
    """The first of many names, and how many more there are.

    :param names: texts
    """
    text = listed(env, names[:SHOWN])
    if len(names) > SHOWN:
        text = env._("%(names)s and %(count)s more", names=text, count=len(names) - SHOWN)
    return text


def who_problems(decision, confirmers):
    """Why this body, or these users, cannot confirm it.

    :param confirmers: the users who will confirm it, one or two
    """
    env, occasion = decision.env, decision._occasion()
    body, right = decision.body_id, occasion._deciding_body()
    if body != right:
        yield env._(
            "“%(cycle)s” is decided by %(right)s, not by %(wrong)s.",
            cycle=occasion.name,
            right=right.name or env._("a leading body that is not set on the cycle yet"),
            wrong=body.name,
        )
    heads = body.sudo()._members_on(decision.date).filtered(lambda member: member.role == "chair")
    away = on_list(decision, heads.employee_id) | (heads.employee_id & decision.sudo().withdrawal_ids.employee_id)
    if not confirmers and away:
        yield env._(
            "%(heads)s is on the list himself, has a relative on it or withdraws, and %(body)s had nobody on %(day)s "
            "who could preside instead: neither a member with a user account who is not on it, nor two who could "
            "confirm together. Complete its members.",
            heads=first_names(env, away._names_told_apart()),
            body=body.name,
            day=decision.date,
        )
    elif not confirmers:
        yield env._(
            "%(body)s had no head with a user account on %(day)s, so nobody could confirm it. Complete its members.",
            body=body.name,
            day=decision.date,
        )
    elif powerless := confirmers.sudo().filtered(lambda user: not user.has_group(DECIDER)):
        yield env._(
            "%(person)s is to confirm it and has not the role “Deciding Body”. Ask the administrator to give it.",
            person=listed(env, [user._cadre_name() for user in powerless]),
        )
    elif (decision.submitted_by_id or env.user)._cadre_accounts(decision._own_since()) & confirmers:
        yield env._("Who writes the decision down does not confirm it: another member of the office has to submit it.")
    elif found := confirmed_by_himself(decision, confirmers):
        yield env._(
            "%(person)s is on the list himself or has a relative on it, and confirms no decision with that line: have "
            "it returned and submitted again, so that another member presides.",
            person=first_names(env, found._names_told_apart()),
        )


def vote_problems(decision):
    """What is wrong with attendance, votes and minutes."""
    yield from _attendance(decision)
    if decision.vote_by == "line":
        yield from _quorum(decision) or _line_votes(decision)
    else:
        yield from _votes(decision)
        yield from _withdrawn(decision)
    lines = decision._voted_lines()
    if lines and all(line._stays_open() for line in lines):
        yield decision.env._(
            "Every line stays open, so that nothing would be decided. Vote on it, or delete the decision."
        )
    if not (decision.minutes or "").replace("<p>", "").replace("</p>", "").replace("<br>", "").strip():
        yield decision.env._("The minutes are empty.")


def _attendance(decision):
    env, meeting = decision.env, decision.meeting_id
    if decision.date > decision._occasion()._today():
        yield env._("The meeting of %(day)s has not taken place yet.", day=decision.date)
    voters = meeting.member_ids.filtered("votes")
    silent = voters.filtered(lambda one: not one.presence)
    if silent:
        yield env._(
            "Say under “Attendance” whether they were there: %(people)s.",
            people=first_names(env, silent.employee_id._names_told_apart()),
        )
    unexcused = voters.filtered(lambda one: one.presence == "absent" and not (one.reason or "").strip())
    if unexcused:
        yield env._(
            "Say under “Attendance” why they were absent: %(people)s.",
            people=first_names(env, unexcused.employee_id._names_told_apart()),
        )
    if voters and meeting.chair_id not in voters.filtered(lambda one: one.presence == "present").employee_id:
        yield env._("Say on “%(meeting)s” which of the members present presided.", meeting=meeting.name)
    strangers = decision.withdrawal_ids.employee_id - voters.employee_id
    if strangers:
        yield env._(
            "Only members with a vote withdraw: %(people)s.",
            people=first_names(env, strangers._names_told_apart()),
        )


def _quorum(decision):
    """[sentence] where too few were there for the item as a whole."""
    env = decision.env
    if not decision.present:
        return [env._("Nobody is entered as present.")]
    if not is_quorate(decision.present, decision.expected, decision.body_id.quorum):
        return [_too_few(decision, decision.present, decision.expected)]
    return []


def _votes(decision):
    env, body = decision.env, decision.body_id
    votes = (decision.votes_for, decision.votes_against, decision.votes_abstained)
    if min(votes) < 0:
        yield env._("Votes are not negative.")
    elif few := _quorum(decision):
        yield from few
    elif sum(votes) != decision.present:
        yield env._(
            "%(cast)s votes (for, against, abstained) do not add up to %(present)s present.",
            cast=sum(votes),
            present=decision.present,
        )
    elif not is_carried(body, decision.votes_for, decision.expected, decision.present):
        base = decision.present if body.majority_of == "present" else decision.expected
        yield env._("%(votes)s votes of %(present)s are no majority.", votes=decision.votes_for, present=base)


def _line_votes(decision):
    """Of each line that is not postponed: enough without who withdraws, and votes that add up. The first ones said."""
    found, lines = [], [line for line in decision._voted_lines() if not line.postponed]
    places = places_of(decision, lines)
    for line in lines:
        expected, present = places[line]
        if not is_quorate(present, expected, decision.body_id.quorum):
            found.append(
                decision.env._(
                    "%(line)s: without who withdraws %(present)s of %(expected)s are there, too few to vote on it. Let "
                    "more members come, or postpone this line.",
                    line=line._about_key().name,
                    present=max(present, 0),
                    expected=max(expected, 0),
                )
            )
        elif line._votes_cast() != present:
            found.append(
                decision.env._(
                    "%(line)s: %(cast)s votes (for, against, abstained) do not add up to %(present)s who were there "
                    "and do not withdraw from this line. Correct them, or postpone the line.",
                    line=line._about_key().name,
                    cast=line._votes_cast(),
                    present=present,
                )
            )
    yield from found[:SHOWN]
    if len(found) > SHOWN:
        yield decision.env._("The same on %(count)s more lines.", count=len(found) - SHOWN)


def _too_few(decision, present, expected):
    env, said = decision.env, {"present": present, "expected": expected}
    if decision.body_id.quorum == "two_thirds":
        return env._("%(present)s of %(expected)s present: at least two thirds must be there.", **said)
    return env._("%(present)s of %(expected)s present: more than half must be there.", **said)


def _withdrawn(decision):
    """Nobody votes on himself: for a line about somebody who was there it is enough without him, or it is not."""
    env, body = decision.env, decision.body_id
    sitting = body.sudo()._members_on(decision.date)
    postponed = {line._about_key() for line in decision._voted_lines() if line.postponed}
    for line, people in withdrawing(decision, sitting).items():
        if line in postponed:
            continue
        count = len(people)
        expected, present, votes = (one - count for one in (decision.expected, decision.present, decision.votes_for))
        if not is_quorate(present, expected, body.quorum) or not is_carried(body, votes, expected, present):
            yield env._(
                "%(line)s: %(people)s withdraws, and without him %(votes)s votes of %(present)s present, %(expected)s "
                "expected, are not enough. Let more members come and vote, or complete the body.",
                line=line.name,
                people=first_names(env, people._names_told_apart()),
                votes=max(votes, 0),
                present=max(present, 0),
                expected=max(expected, 0),
            )
