"""What a voter sees, as plain strings: one small page, no asset bundle, no session, no other request.

Style and script stand in the page itself; the browser is told their hashes and runs nothing else.
"""

import base64
import hashlib
import re
from pathlib import Path

from markupsafe import Markup, escape
from werkzeug.wrappers import Response

MOST_DRAWN = 64
"""Pages kept of one ballot: in 互评 each unit finds another list."""
STATIC = Path(__file__).parents[1] / "static" / "src" / "ballot"
SPACED = re.compile(
    r"""("[^"\n]*")|[ ]*/\*[^"*]*\*/[ ]*|[ ]*//[^"\n]*$|[ ]*([-=+*/%{}(),;?:&|<>!])[ ]*""", re.MULTILINE
)
"""A text in quotation marks; a comment behind a line; a sign with the blanks around it."""


def _asset(name):
    """The text of a file without indentation, comments and blanks beside signs, and its hash for the browser."""
    lines = (line.strip() for line in (STATIC / name).read_text(encoding="utf-8").splitlines())
    text = "\n".join(line for line in lines if line and not line.startswith("//"))
    if name.endswith(".js"):
        text = SPACED.sub(lambda found: found[1] or found[2] or "", text)
    return Markup(text), base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


STYLE, STYLE_HASH = _asset("page.css")
SCREEN, SCREEN_HASH = _asset("screen.css")
SCRIPT, SCRIPT_HASH = _asset("page.js")

HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}' 'sha256-{SCREEN_HASH}'; "
        f"script-src 'sha256-{SCRIPT_HASH}'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
}

PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">'
    '<meta name="referrer" content="no-referrer"><meta name="format-detection" content="telephone=no">{refresh}'
    "<title>{title}</title><style>{style}</style>{screen}</head>\n"
    '<body data-done="{done}"><header><small>{organization}</small><h1>{title}</h1></header>\n{body}'
    "<script>{script}</script></body></html>\n"
)


def draw(env, body, title, organization="", done="", refresh=0, screen=False):
    """The whole page. ``done``: the draft of this key is deleted on the phone; ``screen``: it hangs on a wall too."""
    return PAGE.format(
        lang=(env.lang or "en_US").replace("_", "-"),
        refresh=Markup('<meta http-equiv="refresh" content="{}">').format(refresh) if refresh else "",
        title=title,
        organization=organization,
        style=STYLE,
        screen=Markup("<style>{}</style>").format(SCREEN) if screen else "",
        script=SCRIPT,
        done=done,
        body=body,
    )


def respond(env, body, title, organization="", status=200, refresh=0, screen=False):
    """The whole page as a response."""
    return _response(draw(env, body, title, organization, refresh=refresh, screen=screen), status)


def respond_drawn(sheet, name, draw_page, own):
    """A page that is the same for every voter with these lines but for a few places: drawn by the first of them.

    Drawing is most of the work of a page. What is drawn is kept with the frozen sheet and forgotten with it.

    :param own: what stands in those places for this voter
    """
    key = (name, *(subject["at"] for subject in sheet["subjects"]))
    page = sheet["drawn"].get(key)
    if page is None:
        if len(sheet["drawn"]) >= MOST_DRAWN:
            sheet["drawn"].clear()
        page = sheet["drawn"][key] = str(draw_page())
    for place, text in own.items():
        page = page.replace(place, str(escape(text)))
    return _response(page)


def receipts_link(env, sheet):
    """Where the receipts of this ballot are, or will be: the same page, before and after sealing."""
    return Markup('<p class="g"><a href="{}">{}</a></p>').format(sheet["public"], env._("Page of the receipts"))


def _response(page, status=200):
    return Response(page, status=status, headers=HEADERS)


def message(env, text, sheet=None, status=200, retry_after=0, below=""):
    """A plain sentence instead of the paper, and what stands ``below`` it."""
    body = Markup('<main><p class="r">{}</p>{}</main>').format(text, below)
    sheet = sheet or {"title": env._("Ballot"), "organization": ""}
    response = respond(env, body, sheet["title"], sheet["organization"], status)
    if retry_after:
        response.headers["Retry-After"] = str(retry_after)
    return response
