"""What does a voter see?  Plain strings: one small page, no asset bundle, no session, no other request.

Style and script stand in the page itself; the browser is told their hashes and runs nothing else.
"""

import base64
import functools
import hashlib
from pathlib import Path

from markupsafe import Markup, escape
from odoo.http import request

STATIC = Path(__file__).parents[1] / "static" / "src" / "ballot"


def _asset(name):
    """The text of a file without indentation, line ends and comment lines, and its hash for the browser."""
    lines = (line.strip() for line in (STATIC / name).read_text(encoding="utf-8").splitlines())
    text = "\n".join(line for line in lines if line and not line.startswith("//"))
    return Markup(text), base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


STYLE, STYLE_HASH = _asset("page.css")
SCRIPT, SCRIPT_HASH = _asset("page.js")

HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; script-src 'sha256-{SCRIPT_HASH}'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}

PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">'
    '<meta name="referrer" content="no-referrer"><meta name="format-detection" content="telephone=no">{refresh}'
    "<title>{title}</title><style>{style}</style></head>\n"
    '<body data-done="{done}"><header><small>{organization}</small><h1>{title}</h1></header>\n{body}'
    "<script>{script}</script></body></html>\n"
)


def respond(env, body, title, organization="", status=200, done="", refresh=0):
    """The whole page as a response. ``done``: the draft of this key is deleted on the phone."""
    page = PAGE.format(
        lang=(env.lang or "en_US").replace("_", "-"),
        refresh=Markup('<meta http-equiv="refresh" content="{}">').format(refresh) if refresh else "",
        title=title,
        organization=organization,
        style=STYLE,
        script=SCRIPT,
        done=done,
        body=body,
    )
    return request.make_response(page, headers=list(HEADERS.items()), status=status)


def message(env, text, sheet=None, status=200, retry_after=0):
    """A plain sentence instead of the paper."""
    body = Markup('<main><p class="r">{}</p></main>').format(text)
    sheet = sheet or {"title": env._("Ballot"), "organization": ""}
    response = respond(env, body, sheet["title"], sheet["organization"], status)
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    return response


# -- the paper ---------------------------------------------------------------------------------------------------------
def paper(env, sheet, nonce, key, limit=None, ticks=None, error=None):
    """The paper with the ticks made so far (line -> options)."""
    options = tuple(
        (option["id"], option["name"], option["alias"], bool(option["top"] and limit is not None))
        for option in sheet["options"]
    )
    number = len(sheet["subjects"]) * len(sheet["criteria"])
    body = Markup(
        '<form id="paper" method="post" autocomplete="off" data-key="{key}"{limit} data-filled="{filled}" '
        'data-blank="{blank}" data-gap="{gap}">'
        '<input type="hidden" name="nonce" value="{nonce}"><main>{error}{note}{limit_note}{lines}</main>'
        '<footer><div class="w"><p class="n" id="note" aria-live="polite"></p><button>{submit}</button></div></footer>'
        '<div class="d" id="sheet" hidden><div><p class="e" id="gap" hidden></p><p>{sure}</p>'
        '<button id="sure" name="confirmed" value="1">{confirm}</button>'
        '<button class="s" type="button" id="back">{back}</button></div></div></form>'
    ).format(
        key=key,
        nonce=nonce,
        limit=_limit_texts(env, sheet, limit),
        filled=env._("Filled in: %(done)s of %(all)s", done="%s", all=number),
        blank=env._("%(count)s lines are blank. Submit again to leave them so; they will be invalid.", count="%s"),
        gap=blank_sentence(env, "%s"),
        error=Markup('<p class="e" role="alert">{}</p>').format(error) if error else "",
        note=Markup('<p class="i">{}</p>').format(sheet["instruction"]) if sheet["instruction"] else "",
        limit_note=Markup('<p class="i">{}</p>').format(limit_sentence(env, sheet, limit))
        if limit is not None and not error
        else "",
        lines=_lines(sheet, options, ticks or {}),
        submit=env._("Submit"),
        sure=env._("A submitted paper cannot be changed or taken back. Nobody can see whose it is."),
        confirm=env._("Submit for Good"),
        back=env._("Back"),
    )
    return respond(env, body, sheet["title"], sheet["organization"], 400 if error else 200)


def limit_sentence(env, sheet, limit):
    level = next(option["name"] for option in sheet["options"] if option["top"])
    return env._("On one paper at most %(limit)s may be marked “%(level)s”.", limit=limit, level=level)


def blank_sentence(env, count):
    return env._("%(count)s lines are blank. They will be invalid.", count=count)


def _limit_texts(env, sheet, limit):
    if limit is None:
        return ""
    level = next(option["name"] for option in sheet["options"] if option["top"])
    return Markup(' data-limit="{}" data-top="{}" data-over="{}"').format(
        limit,
        env._("%(level)s: %(given)s of %(limit)s", level=level, given="%s", limit=limit),
        limit_sentence(env, sheet, limit),
    )


def _lines(sheet, options, ticks):
    criteria = tuple((criterion["id"], criterion["name"]) for criterion in sheet["criteria"])
    return Markup("").join(
        _person(
            number, subject["id"], subject["name"], subject["post"], criteria, options, _ticked(ticks, subject["id"])
        )
        for number, subject in enumerate(sheet["subjects"], 1)
    )


def _ticked(ticks, subject):
    """The ticks of one person, in a form that can be remembered."""
    return tuple((line[1], tuple(options)) for line, options in ticks.items() if line[0] == subject) if ticks else ()


@functools.lru_cache(maxsize=2048)
def _person(number, subject, name, post, criteria, options, ticked):
    """The lines of one person. Every voter gets the same ones blank, and making them is half the work of the page."""
    ticked = dict(ticked)
    several = len(criteria) > 1
    person = Markup("<i>{}</i>{}<small>{}</small>").format(number, name, post)
    lines = [
        Markup('<fieldset><legend>{}</legend><div class="o">{}</div></fieldset>\n').format(
            heading if several else person, _choices(f"m{subject}_{criterion}", options, ticked.get(criterion, ()))
        )
        for criterion, heading in criteria
    ]
    return Markup("").join([Markup("<h2>{}</h2>").format(person) if several else "", *lines])


def _choices(name, options, ticked):
    return Markup("").join(
        Markup(
            '<input type="radio" name="{0}" id="{0}_{1}" value="{1}"{2}{3}><label for="{0}_{1}">{4}{5}</label>'
        ).format(
            name,
            option,
            Markup(" data-top") if limited else "",
            Markup(" checked") if option in ticked else "",
            label,
            Markup("<small>({})</small>").format(alias) if alias else "",
        )
        for option, label, alias, limited in options
    )


# -- the two pages after it --------------------------------------------------------------------------------------------
def review(env, sheet, nonce, marks, invalid):
    """Without a script: what was ticked, once more, before it is final."""
    names = {option["id"]: option["name"] for option in sheet["options"]}
    several = len(sheet["criteria"]) > 1
    rows, hidden = [], []
    for subject in sheet["subjects"]:
        for criterion in sheet["criteria"]:
            line = (subject["id"], criterion["id"])
            label = f"{subject['name']} {criterion['name']}" if several else subject["name"]
            if line in marks:
                shown = escape(names[marks[line]])
                hidden.append(Markup('<input type="hidden" name="m{}_{}" value="{}">').format(*line, marks[line]))
            else:
                shown = Markup("<em>{}</em>").format(env._("blank, will be invalid"))
            rows.append(Markup("<li><span>{}</span>{}</li>").format(label, shown))
    blank = blank_sentence(env, len(invalid))
    body = Markup(
        '<form method="post"><input type="hidden" name="nonce" value="{}">{}<main>{}<ul class="c">{}</ul>'
        '<p class="i">{}</p><button name="confirmed" value="1">{}</button>'
        '<button class="s" name="edit" value="1">{}</button></main></form>'
    ).format(
        nonce,
        Markup("").join(hidden),
        Markup('<p class="e" role="alert">{}</p>').format(blank) if invalid else "",
        Markup("").join(rows),
        env._("A submitted paper cannot be changed or taken back. Nobody can see whose it is."),
        env._("Submit for Good"),
        env._("Back"),
    )
    return respond(env, body, sheet["title"], sheet["organization"])


def receipt(env, sheet, code, key):
    """The paper is in: the code by which its holder finds it in the public list."""
    body = Markup('<main><div class="r">{}<b>{}</b><p>{}</p></div></main>').format(
        env._("Your paper is in. Receipt:"),
        code,
        env._(
            "Note it down or take a picture. After sealing all receipts are published, so that you can see that "
            "your paper was counted. It does not tell what you marked. You may close this page."
        ),
    )
    return respond(env, body, sheet["title"], sheet["organization"], done=key)
