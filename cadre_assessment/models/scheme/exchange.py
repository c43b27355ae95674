"""Which fields of a regulation travel in a file, and how is each written?  One table for the writer and the reader.

A file knows no ids: words of lists are ``kind:code``, scales and parts of a scheme go by their codes, a condition
stands where it is asked, a part inside its whole. What belongs to the house and not to the regulation stays at home:
companies, versions and states, kinds of leave. A body is written by its name and found by it, or left open.
"""

FORMAT = "cadre-regulation"
FORMAT_VERSION = 1

SCHEME = "cadre.scheme"
CRITERION = "cadre.criterion"
GRADE = "cadre.scale.grade"
SCALE = "cadre.scale"
CATEGORY = "cadre.category"
BODY = "cadre.body"

STAY = frozenset({"company_id", "active", "sequence", "parent_path", "leave_type_ids", "regulation_id"})
"""Fields that do not travel, of whatever model; the order of a list is its order in the file."""
LINKS = {
    "cadre.scheme.component": "component_ids",
    "cadre.scheme.cap": "cap_ids",
}
"""Parts of a scheme that other parts of it name by their code: model -> field of the scheme."""
LATE = frozenset({*LINKS, SCHEME})
"""What can only be linked once everything is there."""
PLAIN = frozenset({"char", "text", "boolean", "integer", "float", "selection", "date"})

PREFIXES = ("message_", "activity_", "website_", "rating_", "my_")
"""Fields of the chatter."""


def travelling(model, inverse=None):
    """Names of the fields of a model (a recordset of it) that travel, codes and names first.

    ``inverse``: the field that says which whole a part belongs to; its place in the file says that.
    """
    names = []
    for name, field in model._fields.items():
        if name in STAY or name == inverse or not field.store or field.related or name.startswith(PREFIXES):
            continue
        if name in ("id", "create_uid", "create_date", "write_uid", "write_date", "display_name"):
            continue
        if field.compute and field.readonly:
            continue
        if field.type == "one2many" or field.type in PLAIN:
            if field.copy:
                names.append(name)
        elif field.comodel_name in {CATEGORY, SCALE, GRADE, CRITERION, BODY, *LATE} and (
            field.copy or field.comodel_name in LINKS
        ):
            names.append(name)
    first = [name for name in ("code", "name", "kind", "level") if name in names]
    return [*first, *sorted(set(names) - set(first))]
