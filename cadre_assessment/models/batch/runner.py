"""Whether a runner works on the queue: OCA's ``queue_job`` holds a lock while it lives.

That lock is a session's: it goes with the process, however that one ends, and is the same whichever node asks. So the
answer is what the database sees now, and not what a configuration file promises.
"""

from odoo.addons.queue_job.jobrunner.runner import PG_ADVISORY_LOCK_ID
from odoo.tools import SQL


def lives(env):
    """Whether a job runner has this database in its charge (one query)."""
    [found] = env.execute_query(
        SQL(
            """
            SELECT EXISTS (
                SELECT 1 FROM pg_locks
                WHERE locktype = 'advisory' AND granted AND objsubid = 1
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
                    AND classid = %s::bigint::oid AND objid = %s::bigint::oid)
            """,
            PG_ADVISORY_LOCK_ID >> 32,
            PG_ADVISORY_LOCK_ID & 0xFFFFFFFF,
        )
    )
    return found[0]


def remedy(env):
    """What an administrator does so that work is done in the background."""
    return env._(
        "Ask the administrator to start the job runner: queue_job in server_wide_modules and two or more workers."
    )
