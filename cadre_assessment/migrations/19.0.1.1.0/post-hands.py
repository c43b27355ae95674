"""The reason of the first line of an account was an English sentence in every language: it is empty now."""


def migrate(cr, version):
    cr.execute("UPDATE cadre_account SET reason = NULL WHERE reason = 'As found when this history began'")
