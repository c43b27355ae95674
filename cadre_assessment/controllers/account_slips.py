"""Slips with first passwords, made once, to print and cut; nothing keeps them."""

from markupsafe import Markup
from odoo import http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import content_disposition, request

from ..printing import PrintError, can_print, printed

PER_PAGE = 10
STYLE = Markup(
    "<style>@page{size:A4;margin:8mm}body{margin:0;font:10pt/1.4 'Noto Sans CJK SC','Microsoft YaHei',sans-serif}"
    "table{width:100%;border-collapse:collapse;table-layout:fixed}"
    ".p{page-break-after:always}.p:last-child{page-break-after:auto}"
    "td{height:46mm;padding:4mm;border:0.3mm dashed #888;vertical-align:middle;overflow:hidden}"
    "h1{margin:0 0 2mm;font-size:11pt}p{margin:0 0 1mm}"
    "b{font:700 13pt 'DejaVu Sans Mono',Consolas,monospace}small{color:#555;font-size:8pt}"
    ".b{padding:10px;background:#fff4e0}@media print{.b{display:none}}</style>"
)
HEADERS = (("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"), ("X-Frame-Options", "DENY"))


class AccountSlipsController(http.Controller):
    @http.route("/cadre/account/slips/<int:order_id>", type="http", auth="user", methods=["GET"], readonly=False)
    def slips(self, order_id):
        """The slips of an order that the administrator has just given: once, and never again."""
        try:
            order = request.env["cadre.account.slips"].browse(order_id)
            found = order._fulfil()
        except (AccessError, MissingError) as error:
            return _page(str(error), 403)
        if not found:
            return _page(
                request.env._("These slips were shown once and are not kept. If they were lost, print new ones."), 410
            )
        pages = _pages(found)
        if not can_print():
            return request.make_response(STYLE + Markup("").join(pages), headers=list(HEADERS))
        try:
            pdf = printed(pages, STYLE)
        except PrintError as error:  # the transaction goes back, and the former passwords stay
            raise UserError(request.env._("The slips could not be printed. Try again.")) from error
        name = request.env._("First passwords.pdf")
        kind = [("Content-Type", "application/pdf"), ("Content-Disposition", content_disposition(name, "inline"))]
        return request.make_response(pdf, headers=[*HEADERS, *kind])


def _page(text, status):
    body = STYLE + Markup('<meta charset="utf-8"><p class="b">{}</p>').format(text)
    return request.make_response(body, headers=list(HEADERS), status=status)


def _pages(slips):
    """Tables of two columns with dashed lines to cut along."""
    sheets = [slips[n : n + PER_PAGE] for n in range(0, len(slips), PER_PAGE)]
    return [
        Markup('<table class="p">{}</table>').format(
            Markup("").join(
                Markup("<tr>{}</tr>").format(
                    Markup("").join(map(_slip, sheet[n : n + 2])) + Markup("<td></td>") * (2 - len(sheet[n : n + 2]))
                )
                for n in range(0, len(sheet), 2)
            )
        )
        for sheet in sheets
    ]


def _slip(slip):
    name, department, login, password = slip
    env = request.env
    return Markup(
        "<td><h1>{name}　{department}</h1><p>{label_login}：<b>{login}</b></p>"
        "<p>{label_password}：<b>{password}</b></p><small>{note}<br>{url}</small></td>"
    ).format(
        name=name,
        department=department,
        label_login=env._("Login"),
        login=login,
        label_password=env._("First password"),
        password=password,
        note=env._("For the first login only: you then choose your own password. Give this slip to nobody."),
        url=env["ir.config_parameter"].sudo().get_param("web.base.url"),
    )
