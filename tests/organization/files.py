"""Files as an office sends them: rows of text under the headings of the templates."""

import base64
import io

import openpyxl


def xlsx(headings, *rows):
    """The bytes of a workbook."""
    book = openpyxl.Workbook()
    for row in (headings, *rows):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def wizard(env, kind, content, name="file.xlsx"):
    """The import wizard with a file in it, as the office's user opens it."""
    return env["cadre.staff.import"].create({"kind": kind, "file": base64.b64encode(content), "filename": name})


def problems(found):
    """{(row, column): reason} of a checked wizard."""
    return {(problem.row, problem.column): problem.reason for problem in found.problem_ids}
