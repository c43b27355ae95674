"""A paper on a phone, its review and its receipt.

Small: a list of sixty with six headings is 1,440 answers. So the markup says each thing once: lines and levels are
numbered by their place on the frozen sheet, attributes stand without quotes, and style follows from structure.
"""

import functools

from markupsafe import Markup, escape

from .ballot_page import draw, receipts_link, respond, respond_drawn

WRITE_IN = 5
"""Fields for other names, at most."""
PLACES = frozenset(map(str, range(1000)))
"""What a level may be called in a form; whatever else is sent is none."""


# -- from the form -----------------------------------------------------------------------------------------------------
def numbered(sheet):
    """{number: line} of the paper: the number of a line is its place on the frozen sheet."""
    width = len(sheet["criteria"])
    return {
        subject["at"] * width + n: (subject["id"], criterion["id"])
        for subject in sheet["subjects"]
        for n, criterion in enumerate(sheet["criteria"])
    }


def read_form(sheet, form):
    """(ticks, comments, texts of other names) of what a browser sent; what is not on the paper falls away.

    ticks: line -> options, comments: subject -> text.
    """
    options = [option["id"] for option in sheet["options"]]
    ticks = {}
    for number, line in numbered(sheet).items():
        places = [int(value) for value in form.getlist(f"m{number}") if value in PLACES][:9]
        if places:
            ticks[line] = [options[place] for place in places if place < len(options)]
    comments = {subject["id"]: _text(form.get(f"c{subject['at']}", "")) for subject in sheet["subjects"]}
    return ticks, comments, [_text(text) for text in form.getlist("w")]


def _text(text):
    """What the database can keep of it."""
    return text.replace("\0", "")


# -- the paper ---------------------------------------------------------------------------------------------------------
NONCE, KEY, CODE = "\ue000nonce\ue000", "\ue000key\ue000", "\ue000code\ue000"
"""Where a page that is drawn once for all voters gets what is this voter's own."""


def paper(env, sheet, nonce, key, limit=None, filled=None, over=()):
    """The paper with what was filled in so far: (ticks, comments, names).

    :param over: ids of the headings on which too many are at the top: their lines lie open and are named
    """
    if not filled:
        return respond_drawn(
            sheet, "paper", functools.partial(_blank_paper, env, sheet, limit), {NONCE: nonce, KEY: key}
        )
    body = _paper(env, sheet, nonce, key, limit, filled, over)
    return respond(env, body, sheet["title"], sheet["organization"], 400 if over else 200)


def _blank_paper(env, sheet, limit):
    return draw(env, _paper(env, sheet, NONCE, KEY, limit, ({}, {}, ()), ()), sheet["title"], sheet["organization"])


def _paper(env, sheet, nonce, key, limit, filled, over):
    choose = sheet["choice"] == "choose"
    ticks, comments, names = filled
    number = len(sheet["subjects"]) * len(sheet["criteria"])
    several = len(sheet["criteria"]) > 1
    hint = _hint(env, sheet, limit)
    many = _over_lines(sheet, ticks, over)
    return Markup(
        '<form id=paper class=k{width} method=post autocomplete=off data-key="{key}"{limit} data-filled="{filled}" '
        'data-blank="{blank}" data-gap="{gap}"{choose}>'
        '<input type=hidden name=nonce value="{nonce}"><main>{test}{error}{note}{hint}{lines}{write_in}</main>'
        "<footer><div class=w><p class=n id=note aria-live=polite></p>"
        "<p class=v id=over hidden></p><button>{submit}</button></div></footer>"
        "<div class=d id=sheet hidden><div><p class=e id=gap hidden></p><p>{sure}</p>"
        "<button id=sure name=confirmed value=1>{confirm}</button>"
        "<button class=s type=button id=back>{back}</button></div></div></form>"
    ).format(
        width=min(len(sheet["options"]), 6),
        key=key,
        nonce=nonce,
        choose=Markup(" data-choose=1") if choose else "",
        limit=_limit_texts(env, sheet, limit),
        filled=env._("Chosen: %(done)s of at most %(all)s", done="%s", all=limit)
        if choose
        else env._("Filled in: %(done)s of %(all)s", done="%s", all=number),
        blank=env._("Nobody is chosen. Submit again to hand in a blank paper; it will be invalid.")
        if choose
        else env._("%(count)s lines are blank. Submit again to leave them so; they will be invalid.", count="%s"),
        gap=env._("Nobody is chosen. The paper will be invalid.") if choose else blank_sentence(env, "%s"),
        test=_test_note(env, sheet),
        error=_over_note(env, sheet, limit, many) if over else "",
        note=Markup("<p class=i>{}</p>").format(sheet["instruction"]) if sheet["instruction"] else "",
        hint=Markup("<p class=i>{}</p>").format(hint) if hint and not over else "",
        lines=_lines(sheet, ticks, comments, env._("Remarks"), several, many),
        write_in=_write_in(env, sheet, names),
        submit=env._("Submit"),
        sure=env._("A submitted paper cannot be changed or taken back. Nobody can see whose it is."),
        confirm=env._("Submit for Good"),
        back=env._("Back"),
    )


def _test_note(env, sheet):
    text = env._("Test: this paper is for trying only and will be deleted.")
    return Markup("<p class=e>{}</p>").format(text) if sheet["test"] else ""


def limit_sentence(env, sheet, limit):
    if sheet["choice"] == "choose":
        return env._("At most %(limit)s may be chosen.", limit=limit)
    level = next(option["name"] for option in sheet["options"] if option["top"])
    return env._("On one paper at most %(limit)s may be marked “%(level)s”.", limit=limit, level=level)


def blank_sentence(env, count):
    return env._("%(count)s lines are blank. They will be invalid.", count=count)


def _hint(env, sheet, limit):
    """How many top grades may be given; with several headings also what the levels are called elsewhere."""
    found = [limit_sentence(env, sheet, limit)] if limit is not None else []
    if len(sheet["criteria"]) > 1:
        found += [f"{option['name']} = {option['alias']}" for option in sheet["options"] if option["alias"]]
    return "\n".join(found)


def _limit_texts(env, sheet, limit):
    if limit is None:
        return ""
    choose = sheet["choice"] == "choose"
    top = 0 if choose else next(n for n, option in enumerate(sheet["options"]) if option["top"])
    return Markup(' data-limit={} data-at={} data-top="{}" data-over="{}"').format(
        limit,
        top,
        "" if choose else env._("%(level)s: %(given)s of %(limit)s", level=sheet["options"][top]["name"], given="%s",
                                limit=limit),
        limit_sentence(env, sheet, limit),
    )  # fmt: skip


def _over_lines(sheet, ticks, over):
    """The lines that make one too many: at the top of a heading of which ``over`` says so."""
    choose = sheet["choice"] == "choose"
    tops = {option["id"] for option in sheet["options"] if choose or option["top"]}
    return [line for line in numbered(sheet).values() if line[1] in over and tops & set(ticks.get(line, ()))]


def _over_note(env, sheet, limit, many):
    """The rule, and under it who is at the top: a touch leads to the line."""
    names = {subject["id"]: (subject["at"], subject["label"]) for subject in sheet["subjects"]}
    people = dict.fromkeys(line[0] for line in many)
    links = Markup("").join(Markup("<a href=#p{}>{}</a>").format(*names[person]) for person in people)
    return Markup("<p class=e role=alert>{}</p><p class=v>{}</p>").format(limit_sentence(env, sheet, limit), links)


def _lines(sheet, ticks, comments, remarks, several, many):
    person = _fold if several else _row
    return Markup("").join([person(sheet, subject, ticks, comments, remarks, many) for subject in sheet["subjects"]])


def _place(subject, many):
    """Where the link to a person leads who is over the limit."""
    return Markup(" id=p{}").format(subject["at"]) if any(line[0] == subject["id"] for line in many) else ""


def _mark(line, many):
    """A line that makes one too many is drawn so."""
    return Markup(" class=o") if line in many else ""


def _who(subject):
    post = Markup("<small>{}</small>").format(subject["post"]) if subject["post"] else ""
    return Markup("<i>{}</i>{}{}").format(subject["at"] + 1, subject["name"], post)


def _row(sheet, subject, ticks, comments, remarks, many):
    """One heading: the person's name stands over the levels."""
    line = (subject["id"], sheet["criteria"][0]["id"])
    return Markup("<fieldset{}{}><legend>{}</legend>{}{}</fieldset>\n").format(
        _place(subject, many),
        _mark(line, many),
        _who(subject),
        _choices(sheet, subject["at"], ticks.get(line, ()), True),
        _comment(sheet, subject, comments, remarks),
    )


def _fold(sheet, subject, ticks, comments, remarks, many):
    """Several headings: they fold under the person's name; in a browser that does not know folding they lie open."""
    width = len(sheet["criteria"])
    lines = [
        Markup("<fieldset{}><legend>{}</legend>{}</fieldset>").format(
            _mark((subject["id"], criterion["id"]), many),
            criterion["name"],
            _choices(sheet, subject["at"] * width + n, ticks.get((subject["id"], criterion["id"]), ()), False),
        )
        for n, criterion in enumerate(sheet["criteria"])
    ]
    return Markup("<details{}{}><summary>{}</summary>{}{}</details>\n").format(
        _place(subject, many),
        Markup(" open") if ticks or subject is sheet["subjects"][0] else "",
        _who(subject),
        Markup("").join(lines),
        _comment(sheet, subject, comments, remarks),
    )


def _choices(sheet, number, ticked, aliases):
    choose = sheet["choice"] == "choose"
    options = sheet["options"][:1] if choose else sheet["options"]
    return Markup("").join(
        [
            Markup("<label><input type={} name=m{} value={}{}><b>{}{}</b></label>").format(
                "checkbox" if choose else "radio",
                number,
                place,
                Markup(" checked") if option["id"] in ticked else "",
                option["name"],
                Markup("<small>({})</small>").format(option["alias"]) if aliases and option["alias"] else "",
            )
            for place, option in enumerate(options)
        ]
    )


def _comment(sheet, subject, comments, remarks):
    if not sheet["comments"]:
        return ""
    return Markup('<textarea name=c{} rows=2 maxlength=500 placeholder="{}">{}</textarea>').format(
        subject["at"], remarks, comments.get(subject["id"], "")
    )


def _write_in(env, sheet, names):
    if not sheet["write_in"]:
        return ""
    fields = min(WRITE_IN, sheet["choose_max"])
    values = [*names, *[""] * fields][: max(fields, len(names))]
    return Markup("<fieldset><legend>{}</legend>{}</fieldset>").format(
        env._("Others"),
        Markup("").join(Markup('<input class=t name=w maxlength=40 value="{}">').format(v) for v in values),
    )


# -- the two pages after it --------------------------------------------------------------------------------------------
def review(env, sheet, nonce, check, comments, names):
    """Without a script: what was ticked, once more, before it is final."""
    option_at = {option["id"]: (place, option["name"]) for place, option in enumerate(sheet["options"])}
    criteria = {criterion["id"]: criterion["name"] for criterion in sheet["criteria"]}
    subjects = {subject["id"]: subject for subject in sheet["subjects"]}
    rows, hidden = [], []
    for number, line in numbered(sheet).items():
        label = subjects[line[0]]["label"]
        if len(criteria) > 1:
            label += " " + criteria[line[1]]
        if line in check.marks:
            place, name = option_at[check.marks[line]]
            shown = escape(name)
            hidden.append(Markup('<input type=hidden name=m{} value="{}">').format(number, place))
        else:
            shown = Markup("<em>{}</em>").format(env._("blank, will be invalid"))
        rows.append(Markup("<li><span>{}</span>{}</li>").format(label, shown))
    for subject in sheet["subjects"]:
        if sheet["comments"] and comments.get(subject["id"], "").strip():
            text = comments[subject["id"]]
            rows.append(Markup("<li><span>{}</span><q>{}</q></li>").format(subject["label"], text))
            hidden.append(Markup('<input type=hidden name=c{} value="{}">').format(subject["at"], text))
    for name in names:
        rows.append(Markup("<li><span>{}</span>{}</li>").format(name, sheet["options"][0]["name"]))
        hidden.append(Markup('<input type=hidden name=w value="{}">').format(name))
    blank = blank_sentence(env, len(check.invalid))
    body = Markup(
        '<form method=post><input type=hidden name=nonce value="{}">{}<main>{}{}<ul class=c>{}</ul>'
        "<p class=i>{}</p><button name=confirmed value=1>{}</button>"
        "<button class=s name=edit value=1>{}</button></main></form>"
    ).format(
        nonce,
        Markup("").join(hidden),
        _test_note(env, sheet),
        Markup("<p class=e role=alert>{}</p>").format(blank) if check.invalid else "",
        Markup("").join(rows),
        env._("A submitted paper cannot be changed or taken back. Nobody can see whose it is."),
        env._("Submit for Good"),
        env._("Back"),
    )
    return respond(env, body, sheet["title"], sheet["organization"])


def receipt(env, sheet, code, key):
    """The paper is in: the code by which its holder finds it in the public list."""
    return respond_drawn(sheet, "receipt", functools.partial(_receipt, env, sheet), {CODE: code, KEY: key})


def _receipt(env, sheet):
    body = Markup("<main>{}<div class=r>{}<b>{}</b><p>{}</p>{}</div></main>").format(
        _test_note(env, sheet),
        env._("Your paper is in. Receipt:"),
        CODE,
        env._(
            "Note it down or take a picture. After sealing all receipts are published on the page below, so that you "
            "can see that your paper was counted. It does not tell what you marked. You may close this page."
        ),
        receipts_link(env, sheet),
    )
    return draw(env, body, sheet["title"], sheet["organization"], done=KEY)
