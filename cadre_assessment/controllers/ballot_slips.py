"""How do links get to the voters?  On slips that are shown once, to print and cut; the database never had them."""

import io

import qrcode
import qrcode.image.svg
from markupsafe import Markup
from odoo import http
from odoo.exceptions import AccessError, UserError
from odoo.http import request

STYLE = Markup(
    "@page{size:A4;margin:8mm}"
    "body{margin:0;font:12px/1.4 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;color:#222}"
    ".b{margin:0 0 8px;padding:10px 14px;background:#fff4e0;border-bottom:2px solid #c9a24a;font-size:15px}"
    ".b button{margin-left:12px;padding:6px 18px;font-size:16px}"
    ".g{display:flex;flex-wrap:wrap;width:194mm;margin:0 auto}"
    ".t{box-sizing:border-box;display:flex;align-items:center;width:97mm;height:69mm;padding:5mm}"
    ".t{border:1px dashed #888;break-inside:avoid}"
    ".t svg{flex:none;width:42mm;height:42mm}.t div{flex:1;min-width:0;padding-left:4mm}"
    ".t h1{margin:0 0 2mm;font-size:15px;line-height:1.3}.t p{margin:0 0 1.5mm}.t b{font-size:18px}"
    ".t small{color:#666;font-size:9px;word-break:break-all}"
    "@media print{.b{display:none}}"
)


class BallotSlipsController(http.Controller):
    @http.route("/cadre/ballot/slips/<int:order_id>", type="http", auth="user", methods=["GET"], readonly=False)
    def slips(self, order_id):
        """The slips of an order just made in the office's dialogue: once, and never again."""
        try:
            order = request.env["cadre.ballot.issue"].search(
                [("id", "=", order_id), ("create_uid", "=", request.env.uid)]
            )
            slips = order._fulfil() if order else None
        except (AccessError, UserError) as error:
            return self._page(Markup('<p class="b">{}</p>').format(str(error)), status=403)
        if slips is None:
            text = request.env._(
                "These links were shown once and are not kept. If they were lost, revoke them and issue new ones."
            )
            return self._page(Markup('<p class="b">{}</p>').format(text), status=410)
        base = order.ballot_id.get_base_url()
        return self._page(
            Markup('<p class="b">{} <button onclick="print()">{}</button></p><div class="g">{}</div>').format(
                request.env._(
                    "Print now: these %(count)s links are shown this once and are kept nowhere.", count=len(slips)
                ),
                request.env._("Print"),
                Markup("").join(self._slip(order, base, *slip) for slip in slips),
            )
        )

    @staticmethod
    def _page(body, status=200):
        html = Markup(
            '<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
            "<title>{}</title><style>{}</style></head><body>{}</body></html>"
        ).format(request.env._("Slips"), STYLE, body)
        headers = [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Frame-Options", "DENY"),
        ]
        return request.make_response(html, headers=headers, status=status)

    @staticmethod
    def _slip(order, base, number, token, name):
        url = f"{base}/ballot/{token}"
        return Markup(
            '<section class="t">{image}<div><h1>{title}</h1><p>{group}</p><p>{label} <b>{number}</b> {name}</p>'
            "<p>{note}</p><small>{url}</small></div></section>"
        ).format(
            label=request.env._("No."),
            number=number,
            image=qr_svg(url),
            title=order.ballot_id.name,
            group=order.group_id.name,
            name=name,
            note=request.env._("Scan the code to vote. It counts once. Do not pass it on; your vote is anonymous."),
            url=url,
        )


def qr_svg(text):
    """An SVG element with the QR code of ``text``."""
    code = qrcode.QRCode(
        error_correction=qrcode.constants.ERROR_CORRECT_M, border=2, image_factory=qrcode.image.svg.SvgPathImage
    )
    code.add_data(text)
    code.make(fit=True)
    stream = io.BytesIO()
    code.make_image().save(stream)
    svg = stream.getvalue().decode()
    return Markup(svg[svg.index("<svg") :])
