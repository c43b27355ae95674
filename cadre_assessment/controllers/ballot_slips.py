"""Slips with links, made once, to print and cut; the database never had them."""

import io
from base64 import b64encode

import qrcode
import qrcode.image.svg
from markupsafe import Markup
from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import content_disposition, request

from ..printing import PrintError, can_print, printed


def style():
    """Measures in mm and points of the paper, for the printer and for a browser that prints the page."""
    return Markup(
        "@page{size:A4;margin:0}*{-webkit-print-color-adjust:exact}"
        "body{margin:0;font:9pt/1.35 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;color:#222}"
        ".b{margin:0 0 8px;padding:10px 14px;background:#fff4e0;border-bottom:2px solid #c9a24a;font-size:15px}"
        ".b button{margin-left:12px;padding:6px 18px;font-size:16px}"
        ".p{width:100%;border-collapse:collapse;table-layout:fixed;page-break-after:always}"
        ".p:last-child{page-break-after:auto}"
        ".p>tbody>tr>td{padding:4mm;border:0.3mm dashed #888;vertical-align:middle;overflow:hidden}"
        ".p8>tbody>tr>td{height:64mm}.p10>tbody>tr>td{height:54mm;padding:2mm 4mm}"
        ".s{width:100%;border-collapse:collapse}.s td{padding:0;vertical-align:middle}"
        ".s .q{width:46mm}.q img{width:43mm;height:43mm}"
        "h1{margin:0 0 2mm;font-size:11pt;line-height:1.3}p{margin:0 0 1.5mm}b{font-size:14pt}"
        ".c{font:700 17pt/1.5 'DejaVu Sans Mono',Consolas,monospace;letter-spacing:1px;white-space:nowrap}"
        ".p10 .s{font-size:8pt}.p10 h1{margin-bottom:1mm;font-size:9.5pt}.p10 p{margin-bottom:1mm}"
        ".p10 b{font-size:11pt}.p10 small{font-size:6pt}"
        ".t{color:#b3261e;font-weight:700}small{color:#666;font-size:7pt;word-break:break-all}"
        "@media print{.b{display:none}}"
    )


class BallotSlipsController(http.Controller):
    @http.route("/cadre/ballot/slips/<int:order_id>", type="http", auth="user", methods=["GET"], readonly=False)
    def slips(self, order_id):
        """The slips of an order just made in the office's dialogue, to print: once, and never again."""
        if not can_print():
            return self.page(order_id)
        order, refusal, slips = self._fulfil(order_id)
        if refusal:
            return refusal
        pdf = print_pdf(_pages(order, slips))
        name = request.env._("Slips %(first)s-%(last)s.pdf", first=slips[0][0], last=slips[-1][0])
        return request.make_response(pdf, headers=[
            ("Content-Type", "application/pdf"), ("Content-Length", len(pdf)), ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"), ("Content-Disposition", content_disposition(name, "inline")),
        ])  # fmt: skip

    @http.route("/cadre/ballot/slips/<int:order_id>/page", type="http", auth="user", methods=["GET"], readonly=False)
    def page(self, order_id):
        """The same as a page, for a server that prints nothing."""
        order, refusal, slips = self._fulfil(order_id)
        if refusal:
            return refusal
        note = Markup('<p class="b">{} <button onclick="print()">{}</button></p>').format(
            request.env._(
                "Print now: these %(count)s links are shown this once and are kept nowhere.", count=len(slips)
            ),
            request.env._("Print"),
        )
        return _page(note + Markup("").join(_pages(order, slips)))

    @staticmethod
    def _fulfil(order_id):
        """(order, None, slips), or (None, the page that says why not, None)."""
        try:
            order = request.env["cadre.ballot.issue"].search(
                [("id", "=", order_id), ("create_uid", "=", request.env.uid)]
            )
            slips = order._fulfil() if order else None
        except (AccessError, UserError) as error:
            return None, _page(Markup('<p class="b">{}</p>').format(str(error)), status=403), None
        if not slips:
            text = request.env._(
                "These links were shown once and are not kept. If they were lost, revoke them and issue new ones."
            )
            return None, _page(Markup('<p class="b">{}</p>').format(text), status=410), None
        return order, None, slips


def _document(body):
    return Markup(
        '<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
        "<title>{}</title><style>{}</style></head><body>{}</body></html>"
    ).format(request.env._("Slips"), style(), body)


def _page(body, status=200):
    headers = [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Cache-Control", "no-store"),
        ("Referrer-Policy", "no-referrer"),
        ("X-Frame-Options", "DENY"),
    ]
    return request.make_response(_document(body), headers=headers, status=status)


# -- the slips ---------------------------------------------------------------------------------------------------------
def _pages(order, slips):
    """[table of two columns with dashed lines to cut along, a sheet of A4]; the last one is as short as its slips."""
    size = int(order.per_page)
    sheets = [slips[n : n + size] for n in range(0, len(slips), size)]
    return [
        Markup('<table class="p p{}"><tbody>{}</tbody></table>').format(
            size,
            Markup("").join(
                Markup("<tr>{}</tr>").format(
                    Markup("").join(_slip(order, *slip) for slip in sheet[n : n + 2])
                    + Markup("<td></td>") * (2 - len(sheet[n : n + 2]))
                )
                for n in range(0, len(sheet), 2)
            ),
        )
        for sheet in sheets
    ]


def _slip(order, number, token, name):
    ballot = order.ballot_id
    env = order.with_context(lang=ballot._page_lang()).env
    test = Markup('<p class="t">{}</p>').format(env._("For trying only")) if ballot.state == "test" else ""
    if order.kind == "seats":
        left = Markup('<td><h1>{}</h1><p>{}</p><p>{} <b>{}</b></p>{}<p class="c">{}</p><p>{}</p></td>').format(
            ballot.name,
            order.group_id.name,
            env._("Seat"),
            number,
            test,
            token,
            env._(
                "Scan the code on the screen of the hall and type this code. It counts once; your vote is anonymous."
            ),
        )
        return Markup('<td><table class="s"><tr>{}</tr></table></td>').format(left)
    url = ballot._url(token)
    return Markup(
        '<td><table class="s"><tr><td class="q"><img alt="" src="data:image/png;base64,{image}"></td>'
        "<td><h1>{title}</h1><p>{group}</p><p>{label} <b>{number}</b> {name}</p>{test}<p>{note}</p><small>{url}</small>"
        "</td></tr></table></td>"
    ).format(
        image=qr_png(url),
        title=ballot.name,
        group=order.group_id.name,
        label=env._("No."),
        number=number,
        name=name,
        test=test,
        note=env._("Scan the code to vote. It counts once. Do not pass it on; your vote is anonymous."),
        url=url,
    )


def print_pdf(pages):
    """The pages as PDF: no attachment, no cookie, no request.

    :raise UserError: the printing program failed.
    """
    try:
        return printed(pages, Markup("<style>{}</style>").format(style()))
    except PrintError as error:
        raise UserError(
            request.env._("The slips could not be printed, so none was issued. Try again, or ask the administrator.")
        ) from error


def _qr(text):
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=2, box_size=8)
    code.add_data(text)
    code.make(fit=True)
    return code


def qr_png(text):
    """The QR code of ``text`` as PNG, base64."""
    stream = io.BytesIO()
    _qr(text).make_image().save(stream)
    return b64encode(stream.getvalue()).decode()


def qr_svg(text):
    """An SVG element with the QR code of ``text``."""
    stream = io.BytesIO()
    _qr(text).make_image(image_factory=qrcode.image.svg.SvgPathImage).save(stream)
    svg = stream.getvalue().decode()
    return Markup(svg[svg.index("<svg") :])
