"""Numbers of pages, form by form, and the blank backs that let each form begin on a front."""

from dataclasses import replace
from itertools import accumulate

from .sheet import Page


def numbered(sheets, duplex=True):
    """Sheets whose pages are counted form by form; each form begins on a front.

    :param bool duplex: the paper is printed on both sides, so that a form of an odd number of pages has an empty back
    """
    forms = []
    for sheet in sheets:
        if sheet.joined and forms:
            forms[-1].append(sheet)
        else:
            forms.append([sheet])
    found = []
    for form, after in zip(forms, [*forms[1:], None], strict=True):
        counts = [len(sheet.pages) for sheet in form]
        for sheet, start in zip(form, accumulate([0, *counts[:-1]]), strict=True):
            pages = [replace(page, number=n, count=sum(counts)) for n, page in enumerate(sheet.pages, start + 1)]
            if duplex and after and sheet is form[-1] and sum(counts) % 2:
                pages.append(Page(0, 0, blank=True))
            found.append(replace(sheet, pages=tuple(pages)))
    return found
