"""What has stayed in a database from which the addons were taken."""

import subprocess

from cadre_cli import runner
from cadre_cli.paths import REPO
from cadre_cli.proc import run_logged

MAY_SAY_SO = ("bus_bus", "ir_module_module", "ir_module_module_dependency", "res_partner", "res_users")
"""The list of modules that could be installed, and people whom the tests have named after us."""


def uninstall(cluster, name):
    """Take both addons away as an administrator does; returns the log."""
    words = ["module", "uninstall", "-c", runner.config(cluster), "-d", name, "cadre_assessment"]
    log = run_logged(runner.command(*words), f"{name}-gone.log", None, runner.environment(cluster), REPO)
    return log.read_text(encoding="utf-8")


def traces(cluster, name):
    """Tables, columns, constraints and values of the database that still say our name: lists of place and example."""
    columns = cluster.sql(
        "SELECT table_name, column_name FROM information_schema.columns JOIN information_schema.tables USING "
        "(table_schema, table_name) WHERE table_schema = 'public' AND table_type = 'BASE TABLE' "
        "AND data_type IN ('text', 'character varying', 'jsonb')",
        database=name,
    )
    queries = [
        "SELECT tablename || '.' || attname, '' FROM pg_attribute JOIN pg_tables ON attrelid = tablename::regclass "
        "WHERE schemaname = 'public' AND attnum > 0 AND (tablename LIKE '%cadre%' OR attname LIKE '%cadre%')"
    ]
    for table, column in columns:
        if table not in MAY_SAY_SO:
            text = f'"{column}"::text'
            queries.append(
                f"SELECT '{table}.{column}', left(min({text}), 100) FROM \"{table}\" "
                f"WHERE {text} ~ '(\\m|__)cadre[._]' AND {text} !~ '^module_cadre' HAVING count(*) > 0"
            )
    command = cluster.psql("-qAt", "-v", "ON_ERROR_STOP=1", "-d", name)
    script = " UNION ALL ".join(queries)
    done = subprocess.run(
        command, input=script, text=True, check=True, env=cluster.client_env(), stdout=subprocess.PIPE
    )
    return done.stdout.splitlines()
