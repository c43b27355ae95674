"""Print the forms of a whole cycle: forty at a time, bound unit by unit, packed into one file.

The parts are printed with the rights of whoever ordered them, from ids that were found with his rights: what he may
not read by then is refused and not left out, for a set with gaps would look whole.
"""

import io
import re
import zipfile

from odoo import models
from odoo.addons.cadre_assessment.models.batch import alive
from odoo.tools.pdf import PdfFileReader, PdfFileWriter

PDF, ZIP = "application/pdf", "application/zip"
PRINT, BIND, PACK = 1, 2, 3
"""Stages."""
TOGETHER = 40
"""Forms that one job prints: some hundred pages, a quarter of a minute, far from every limit of a worker."""
AT_ONCE = 200
"""Forms that are printed while somebody waits, where no job runner lives: half a minute on two cores."""


class CadreBatch(models.Model):
    _inherit = "cadre.batch"

    def _kinds(self):
        return [*super()._kinds(), ("forms", self.env._("Printed Forms"))]

    def _limit(self, kind):
        return AT_ONCE if kind == "forms" else super()._limit(kind)

    def _work_forms(self, part):
        """One part: print some forms, bind those of a unit, or pack everything."""
        stage = part.sudo().stage
        {PRINT: self._print_some, BIND: self._bind_unit, PACK: self._pack_all}[stage](part)

    def _print_some(self, part):
        env = alive.of_part(part) if part.sudo().batch_id.background else part.env
        content, _kind = env["ir.actions.report"]._render_qweb_pdf("cadre_assessment_reports.set_part", part.ids)
        part._keep(content, part.sudo().file_name, PDF)

    def _bind_unit(self, part):
        """The pieces of one unit become one file; each begins on the front of a sheet."""
        unit = part.sudo().params["unit"]
        pieces = self._pieces(lambda one: one.stage == PRINT and one.params["unit"] == unit)
        duplex = self.env.ref("cadre_assessment_reports.paperformat_portrait").duplex
        part._keep(bound(pieces, duplex), part.sudo().file_name, PDF)

    def _pack_all(self, part):
        """Stored and not pressed: pages of a PDF are pressed already."""
        files = self.sudo().part_ids.filtered(lambda one: one.is_file and one.stage < PACK)
        kept = files._files()
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as box:
            for one in files.sorted("file_name"):
                box.writestr(one.file_name, kept[one.id].raw)
                kept[one.id].invalidate_recordset(["raw"])
        part._keep(packed.getvalue(), part.sudo().file_name, ZIP)

    def _pieces(self, wanted):
        parts = self.sudo().part_ids.filtered(wanted)
        kept = parts._files()
        return [kept[part.id].raw for part in parts]


def bound(pieces, duplex):
    """Several PDFs as one; with ``duplex`` a piece of an odd number of pages gets an empty back."""
    writer = PdfFileWriter()
    for piece in pieces:
        pages = PdfFileReader(io.BytesIO(piece), strict=False).pages
        for page in pages:
            writer.addPage(page)
        if duplex and len(pages) % 2 and piece is not pieces[-1]:
            writer.addBlankPage()
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()


def file_name(number, name, kind="pdf"):
    """
    >>> file_name(3, "云岭县党委/政府办公室")
    '003 云岭县党委_政府办公室.pdf'
    """
    return f"{number:03d} {safe(name)}.{kind}"


def safe(name):
    """A name that every system takes for a file's."""
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", name).strip(" .")[:80] or "_"
