"""What former releases knew as full-time or in-service may be one of the seven kinds that rules count out (S4-P9-11).

The words say which: 函授本科, 省委党校 … Levels and degrees are found by Odoo itself, as computed fields; what was
written stays as it was.
"""

from odoo.addons.cadre_assessment.models.organization.studies import PLAIN, kind_with


def migrate(cr, version):
    if not version:
        return
    cr.execute("SELECT id, kind, level, school FROM cadre_education WHERE kind = ANY (%s)", (list(PLAIN),))
    found = {}
    for study, kind, level, school in cr.fetchall():
        particular = kind_with(kind, level, school)
        if particular != kind:
            found.setdefault(particular, []).append(study)
    for kind, ids in found.items():
        cr.execute("UPDATE cadre_education SET kind = %s WHERE id = ANY (%s)", (kind, ids))
