"""What the office should know before it takes a file, in sentences."""

from ..models.listing import listed

FEW = 10
"""So many rows or names are named; the others are counted."""


def sentences(env, notes):
    """One line a note, in the user's language; False without any. Equal kinds of one row each become one line."""
    lines, rounded = [], [figures for code, figures in notes if code == "rounded"]
    for code, figures in notes:
        if code == "rounded":
            continue
        lines.append(_sentence(env, code, figures))
    if rounded:
        lines.append(
            env._(
                "Computed numbers were rounded: %(numbers)s.",
                numbers=_few(env, [f"{one['typed']} → {one['value']}" for one in rounded]),
            )
        )
    return "\n".join(dict.fromkeys(lines)) or False


def _sentence(env, code, figures):
    makers = {
        "hidden_rows": lambda: env._(
            "The file hides rows (a filter, or hidden by hand). They are read as well: %(rows)s.",
            rows=_rows(env, figures),
        ),
        "merged": lambda: env._(
            "Merged cells: what stands in the first row counts for the others as well: %(rows)s.",
            rows=_rows(env, figures),
        ),
        "other_sheets": lambda: _sheets(env, figures),
        "headings_row": lambda: env._(
            "The headings were found in row %(row)s; what stands above is not read.", **figures
        ),
        "rows_left_out": lambda: env._(
            "Not read, since it stands below the table: %(text)s (%(rows)s).",
            text=figures["text"],
            rows=_rows(env, figures),
        ),
        "regulation_read": lambda: env._("“%(typed)s” is read as “%(name)s”.", **figures),
        "unknown_regulation": lambda: env._(
            "Nobody knows these regulations here, so their results count in no rule over several years: %(names)s. "
            "Correct the name, or import the regulation first.",
            names=_few(env, figures["typed"]),
        ),
        "same_in_file": lambda: env._(
            "The same name and birthday under several staff numbers: one person twice? %(rows)s.",
            rows=_rows(env, figures),
        ),
        "no_unit": lambda: env._(
            "Without a unit, so on no list of an assessment until they have one: %(rows)s.", rows=_rows(env, figures)
        ),
    }
    return makers[code]()


def _sheets(env, figures):
    if not figures["names"]:
        return env._("Hidden sheets are not read; read is “%(read)s”.", read=figures["read"])
    return env._(
        "Only the sheet “%(read)s” is read, not %(names)s.", read=figures["read"], names=_few(env, figures["names"])
    )


def _rows(env, figures):
    """Row numbers, as a spreadsheet counts them."""
    return env._("rows %(rows)s", rows=_few(env, [str(row) for row in figures["rows"]]))


def _few(env, words):
    found = listed(env, list(words)[:FEW])
    if len(words) > FEW:
        return env._("%(words)s and %(more)s more", words=found, more=len(words) - FEW)
    return found
