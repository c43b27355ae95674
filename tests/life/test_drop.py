"""A database goes also while a process works in it that our role may not end, as the server's own vacuum does."""

import os
import subprocess

from cadre_cli import runner, template
from cadre_cli.ui import CadreError


def test_a_process_of_the_server_holds_no_database_up():
    """The superuser's session stands for an autovacuum worker, which comes when it will."""
    cluster, name = runner.ensure(), f"cadre_drop_{os.getpid()}"
    cluster.sql(f'CREATE DATABASE "{name}"')
    command = [*cluster.psql("-qAt", "-d", name), "-c", "SELECT 1", "-c", "SELECT pg_sleep(60)"]
    with subprocess.Popen(command, env=cluster.client_env(superuser=True), stdout=subprocess.PIPE) as holder:
        assert holder.stdout.readline() == b"1\n"
        try:
            template.drop(cluster, name)
        except CadreError:
            holder.kill()
            template.drop(cluster, name)
            raise
    assert name not in cluster.databases()
    assert holder.returncode != 0, "the session was ended by the drop"
    cluster.release()
