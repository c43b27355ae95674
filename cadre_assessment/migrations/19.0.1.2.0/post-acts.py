"""Selections with a default that are asked for in every row.

What the schemes say stays theirs: what was put right in their regulations since is a newer edition in the gallery.
"""


def migrate(cr, version):
    if not version:
        return
    for table, column, value in (
        ("cadre_scheme_document", "author", "subject"),
        ("cadre_scheme_document", "each", "cycle"),
        ("cadre_scheme_consequence", "amount_by", "fixed"),
    ):
        cr.execute(f"UPDATE {table} SET {column} = %s WHERE {column} IS NULL", (value,))
    cr.execute(
        "UPDATE cadre_document AS paper SET author = rule.author FROM cadre_scheme_document AS rule "
        "WHERE rule.id = paper.rule_id AND paper.author IS NULL"
    )
