"""What is wrong with a record of a scheme or a cycle, in a sentence."""

from typing import NamedTuple

from markupsafe import Markup
from odoo import models

from ..listing import titled


class Problem(NamedTuple):
    """``record``: what must be mended; ``text``: what is wrong with it; ``blocking``: no computing like this."""

    record: models.BaseModel
    text: str
    blocking: bool = True

    @property
    def sentence(self):
        return titled(self.record.env, self.record.display_name or self.record._description, self.text)


def as_list(problems):
    """Problems as a list for the screen; what does not block stands in another colour."""
    items = [
        Markup('<li class="%s">%s</li>') % ("text-danger" if problem.blocking else "text-warning", problem.sentence)
        for problem in problems
    ]
    return Markup('<ul class="mb-0">%s</ul>') % Markup("").join(items) if items else False
