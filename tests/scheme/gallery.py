"""A gallery with regulations of one's own, as an update would bring them."""

import json
import pathlib
import tempfile
from unittest.mock import patch

from odoo.addons import cadre_assessment
from odoo.addons.cadre_assessment.models.scheme import cadre_regulation_edition

FILES = pathlib.Path(cadre_assessment.__path__[0], "regulations")


def shipped(name):
    """The file ``s0`` … as plain values."""
    return json.loads((FILES / f"{name}.json").read_text(encoding="utf-8"))


def newer(data):
    """The next edition of a file: change it further and let it :func:`lie` in the gallery."""
    data["regulation"] |= {"edition": data["regulation"]["edition"] + 1, "edition_date": "2027-01-15"}
    return data


def lie(test, *files):
    """Let the files lie in the gallery, as after an update that brings them; returns their rows."""
    folder = pathlib.Path(test.enterContext(tempfile.TemporaryDirectory()))
    for number, data in enumerate(files):
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        (folder / f"{number}.json").write_text(text, encoding="utf-8")
    test.enterContext(patch.object(cadre_regulation_edition, "FOLDER", folder))
    Edition = test.env["cadre.regulation.edition"]
    Edition._refresh()
    return Edition.search([("company_id", "=", False)])


def part(data, scheme, listed, code):
    """The part of a scheme of a file: ``part(data, "S0", "component_ids", "year")``."""
    [found] = [one for one in data["schemes"] if one["code"] == scheme]
    return next(one for one in found[listed] if one.get("code", one.get("level")) == code)
