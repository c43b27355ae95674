"""The periods of an archived cycle are closed: nobody writes a month of a year that is over."""


def migrate(cr, version):
    cr.execute(
        "UPDATE cadre_period p SET state = 'locked' FROM cadre_cycle c "
        "WHERE c.id = p.cycle_id AND c.state = 'archived' AND p.state <> 'locked'"
    )
