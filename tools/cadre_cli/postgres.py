"""The PostgreSQL of the databases: the server the user names (PGHOST), or an embedded one inside CADRE_HOME.

Two embedded clusters: `pg` keeps what people work with and is durable; `pg-test` is for throw-away databases and trades
durability for speed. Both listen on a Unix socket only.
"""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

from . import pgserver
from .paths import digest, home, locked
from .proc import explain, parent_env, run, tail
from .ui import CadreError

ROLE = "cadre"
_COMMON = {
    "max_connections": "200",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "jit": "off",
}
_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "30min",
    "autovacuum_naptime": "5min",
}
CLUSTERS = {"pg": _COMMON, "pg-test": {**_COMMON, **_FAST}}


def external():
    """Does the user bring a server?"""
    return bool(os.environ.get("PGHOST"))


class Cluster:
    """One server, ours or the user's: how to reach it and how to make it run."""

    def __init__(self, name):
        self.name = name
        self.base = pgserver.base()
        self.data = self.base / name
        self.socket = self.base / f"{name}-socket"
        self.started_here = False
        self.held = False  # between ensure() and release()
        self._users = None
        if len(str(self.socket)) > 85:  # the kernel's limit for a socket's path is 107 characters
            self.socket = Path(f"/tmp/cadre-{digest(str(self.data))}")

    # how to reach it

    def connection(self, superuser=False):
        """The PG* variables for a client."""
        if external():
            keys = ("PGHOST", "PGPORT", "PGUSER", "PGPASSWORD")
            return {key: os.environ[key] for key in keys if os.environ.get(key)}
        return {"PGHOST": str(self.socket), "PGPORT": "5432", "PGUSER": "postgres" if superuser else ROLE}

    def client_env(self, superuser=False, **extra):
        env = {key: value for key, value in parent_env().items() if not key.startswith("PG")}
        env.update(self.connection(superuser), PGDATABASE="postgres", PGCLIENTENCODING="UTF8", **extra)
        return env

    def psql(self, *arguments):
        return [str(pgserver.binaries() / "bin" / "psql"), "-X", *arguments]

    def sql(self, statement, superuser=False, database="postgres"):
        """Run one statement; the rows come back as lists of text."""
        command = self.psql("-qAt", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", statement)
        out = run(command, env=self.client_env(superuser))
        return [line.split("\t") for line in out.splitlines() if line]

    def databases(self):
        return {
            row[0]
            for row in self.sql("SELECT datname FROM pg_database WHERE NOT datistemplate OR datname LIKE 'cadre_tpl_%'")
        }

    # how to make it run

    def running(self):
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            os.kill(pid, 0)
        except (OSError, ValueError, IndexError):
            return False
        ready = [pgserver.binaries() / "bin" / "pg_isready", "-q", "-h", self.socket]
        return subprocess.run([str(part) for part in ready], check=False).returncode == 0

    def ensure(self, step=None):
        """Make sure it runs, and goes on running while this process (or the program it becomes) lives."""
        pgserver.copy_binaries()  # an external server too is talked to with the psql in there
        self.held = True
        if external():
            self._check_external()
            return
        self._users = home("locks", f"{self.name}.users").open("a+")
        fcntl.flock(self._users, fcntl.LOCK_SH)
        os.set_inheritable(self._users.fileno(), True)
        if self.running():
            return
        with locked(f"postgres-{self.name}"):
            if not self.running():
                if step:
                    step.work(f"starting the embedded server ({self.name})")
                self._init()
                self._start()
                self.started_here = True

    def release(self):
        """We need it no longer: stop it when this process started it and nobody else uses it."""
        self.held = False
        if not self._users:
            return
        users, self._users = self._users, None
        with users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            if self.started_here and self.running() and not self._clients():
                self.stop()
                self.started_here = False

    def stop(self):
        """Stop the server if it is ours and runs; databases stay. Returns whether there was anything to stop."""
        if external() or not pgserver.copy_folder().exists() or not self.running():
            return False
        with locked(f"postgres-{self.name}"):
            pgserver.as_server([pgserver.binaries() / "bin" / "pg_ctl", "stop", "-w", "-m", "fast", "-D", self.data])
        return True

    def _clients(self):
        others = "backend_type = 'client backend' AND pid <> pg_backend_pid()"
        return int(self.sql(f"SELECT count(*) FROM pg_stat_activity WHERE {others}")[0][0])

    def _init(self):
        if (self.data / "PG_VERSION").exists():
            return
        staging = self.base / f".{self.name}-new"
        shutil.rmtree(staging, ignore_errors=True)
        pgserver.private_folder(staging)
        options = [
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
        ]
        if self.name == "pg-test":
            options += ["--no-sync", "--no-data-checksums"]
        pgserver.as_server([pgserver.binaries() / "bin" / "initdb", "-D", staging, *options])
        shutil.rmtree(self.data, ignore_errors=True)
        staging.rename(self.data)

    def _start(self):
        pgserver.private_folder(self.socket)
        settings = {
            **CLUSTERS[self.name],
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket),
            "port": "5432",
        }
        options = " ".join(f"-c {key}='{value}'" for key, value in settings.items())
        log = self.base / f"{self.name}.log"
        try:
            pgserver.as_server(
                [
                    pgserver.binaries() / "bin" / "pg_ctl",
                    "start",
                    "-w",
                    "-t",
                    "60",
                    "-s",
                    "-D",
                    self.data,
                    "-l",
                    log,
                    "-o",
                    options,
                ]
            )
        except CadreError as error:
            text = log.read_text(errors="replace") if log.exists() else ""
            cause, remedy = explain(text)
            raise CadreError(
                f"PostgreSQL does not start{': ' + cause if cause else ''}\n{tail(text or str(error), 6)}",
                remedy or f"read {log}",
            ) from error
        if not self.sql(f"SELECT 1 FROM pg_roles WHERE rolname = '{ROLE}'", superuser=True):
            self.sql(f"CREATE ROLE {ROLE} LOGIN CREATEDB", superuser=True)

    def _check_external(self):
        if os.environ.get("PGUSER") == "postgres":
            raise CadreError(
                "Odoo refuses the database user postgres", "create a role with CREATEDB and set PGUSER to it"
            )
        try:
            allowed = self.sql("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user")
        except CadreError as error:
            raise CadreError(
                f"the PostgreSQL server on {os.environ['PGHOST']} does not answer\n{error}",
                "check PGHOST, PGPORT, PGUSER, PGPASSWORD",
            ) from error
        if allowed != [["t"]]:
            raise CadreError(
                "the database user may not create databases", 'as administrator: ALTER ROLE "<user>" CREATEDB'
            )
