"""Ballots get the address that their links bore until now: the server's own, as it stands at this moment."""


def migrate(cr, version):
    if not version:
        return
    cr.execute(
        """
        ALTER TABLE cadre_ballot ADD COLUMN IF NOT EXISTS address varchar,
                                 ADD COLUMN IF NOT EXISTS address_confirmed varchar,
                                 ADD COLUMN IF NOT EXISTS address_confirmed_at timestamp
        """
    )
    cr.execute(
        """
        UPDATE cadre_ballot
           SET address = COALESCE((SELECT substring(lower(value) FROM '^https?://[a-z0-9.:-]+')
                                     FROM ir_config_parameter WHERE key = 'web.base.url'), 'http://localhost')
         WHERE address IS NULL
        """
    )
    cr.execute("ALTER TABLE cadre_ballot ALTER COLUMN address SET NOT NULL")
