"""Fields of a regulation that travel in a file, and how each is written: one table for writer and reader.

A file knows no ids: words of lists are ``kind:code``, scales and parts of a scheme go by their codes, a condition
stands where it is asked, a part inside its whole; beside each rule stand the sentences of the regulation that it names
(:data:`QUOTED`). What belongs to the house and not to the regulation stays at home (:data:`STAY`). A body is written by
its name and found by it, or left open.
"""

FORMAT = "cadre-regulation"
FORMAT_VERSION = 2
WITH_PROCEDURES = 3
"""A file with procedures says so: a program that knows none refuses it instead of losing them."""
READS = frozenset({1, FORMAT_VERSION, WITH_PROCEDURES})
"""Versions of the format that can be read. 1: without sentences and editions."""

PREREQUISITES = "prerequisite_scheme_ids"
"""Schemes that come first: linked once all of a file are there."""
SCHEME = "cadre.scheme"
CRITERION = "cadre.criterion"
GRADE = "cadre.scale.grade"
SCALE = "cadre.scale"
CATEGORY = "cadre.category"
BODY = "cadre.body"

REF = "rule_ref"
QUOTED = "quoted"
"""Beside the field ``rule_ref`` of a record: {code: sentence} of those it names. It is no field: the sentences are
those of the regulation (``cadre.regulation.clause``)."""

STAY = {
    "company_id": "the house is another one",
    "active": "what travels is in use",
    "sequence": "the order of a list is its order in the file",
    "parent_path": "derived from the tree of conditions",
    "leave_type_ids": "kinds of leave are those of the house",
    "procedure_ids": "procedures stand beside the schemes in the file",
    "regulation_id": "a scheme stands inside the file of its regulation",
    "state": "whatever comes in is a draft",
    "version": "versions are counted in each house",
    "previous_id": "versions are counted in each house",
    "origin": "written by the import: the code in the file",
    "edition_taken": "written by the import: the edition of the file",
    "source_id": "written by the import: the file itself",
    "cycle_ids": "years that go by the rules are no rules",
}
"""Stored fields that do not travel, of whatever model, and why. Those that say which whole a part belongs to, or list
once more what stands elsewhere (``child_ids`` of components, ``adjustment_ids`` of caps), follow from the other end."""
LINKS = {
    "cadre.scheme.component": "component_ids",
    "cadre.scheme.cap": "cap_ids",
    "cadre.procedure.step": "step_ids",
}
"""Parts of a scheme or procedure that other parts of it name by their code: model -> field of the scheme."""
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
