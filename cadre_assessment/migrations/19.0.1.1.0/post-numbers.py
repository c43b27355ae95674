"""Days after the update are the company's. Until now a rule asked the time zone of each user.

Working hours that say UTC were nobody's choice: they take over the zone that most users of the company have, so that a
day begins when it began for them.
"""

import logging

_logger = logging.getLogger(__name__)


def migrate(cr, version):
    if not version:
        return
    cr.execute(
        """
        WITH counted AS (
             SELECT company.resource_calendar_id AS id, partner.tz, count(*) AS users
               FROM res_company company
               JOIN res_users account ON account.company_id = company.id AND account.active AND NOT account.share
               JOIN res_partner partner ON partner.id = account.partner_id
              WHERE COALESCE(partner.tz, 'UTC') <> 'UTC' AND company.resource_calendar_id IS NOT NULL
              GROUP BY 1, 2
        ), chosen AS (SELECT DISTINCT ON (id) id, tz FROM counted ORDER BY id, users DESC, tz)
        UPDATE resource_calendar calendar SET tz = chosen.tz
          FROM chosen
         WHERE calendar.id = chosen.id AND COALESCE(calendar.tz, 'UTC') = 'UTC'
        RETURNING calendar.id, calendar.tz
        """
    )
    for calendar, zone in cr.fetchall():
        _logger.info("working hours %s: time zone %s, as most users have it", calendar, zone)
