"""Names of our records that were stored with tasks are forgotten: they are computed for each reader now."""


def migrate(cr, version):
    cr.execute("UPDATE mail_activity SET res_name = NULL WHERE res_model LIKE 'cadre.%' AND res_name IS NOT NULL")
