"""Refuse pictures that are not even opened: a few kilobytes may stand for hundreds of millions of points.

Odoo asks how large a photo is before it makes it smaller, but not with other files that are pictures: those it unpacks
whole, up to what its library refuses with an error of its own.
"""

import binascii
import io

from odoo import models
from odoo.exceptions import UserError
from odoo.tools.image import IMAGE_MAX_RESOLUTION
from PIL import Image

from ...files import bounds


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _postprocess_contents(self, values):
        if self._compute_mimetype(values).startswith("image/"):
            self._refuse_huge_picture(values)
        return super()._postprocess_contents(values)

    def _refuse_huge_picture(self, values):
        """:raise UserError: more points than a photo may have (50 million), told by the first bytes alone."""
        try:
            content = values.get("raw") or bounds.decoded(values.get("datas"), limit=len(values.get("datas") or b""))
            content = content.encode() if isinstance(content, str) else content
            with Image.open(io.BytesIO(content)) as picture:
                width, height = picture.size
        except Image.DecompressionBombError:
            width = height = IMAGE_MAX_RESOLUTION
        except (OSError, ValueError, binascii.Error, SyntaxError):
            return  # no picture: Odoo leaves it as it is
        if width * height > IMAGE_MAX_RESOLUTION:
            raise UserError(
                self.env._(
                    "%(name)s has more than %(limit)s million points. Make the picture smaller and send it again.",
                    name=values.get("name") or "",
                    limit=int(IMAGE_MAX_RESOLUTION / 1e6),
                )
            )
