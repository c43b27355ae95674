"""Two nodes and a replica as docker/compose.nodes.yaml has them: the same scripts and options, as processes.

A server of PostgreSQL of its own is made from the test's database and copied by docker/scripts.
"""

import contextlib
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import tempfile
import time

import yaml

ROOT = pathlib.Path(__file__).parents[1]


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def until(condition, seconds=60):
    """What the condition gives as soon as it gives something; its last answer at the end."""
    end = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(0.2)
    return found


class Database:
    """Servers of PostgreSQL in a folder, as the account that they want (root may not run them)."""

    def __init__(self, folder):
        self.folder, self.rights, self.children = folder, {}, []
        folder.chmod(0o755)
        if os.geteuid() == 0:
            account = pwd.getpwnam("cadre-pg")
            self.rights = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        # the account may not walk to the checkout; of several PostgreSQL the last on the path is the embedded one
        self.scripts = pathlib.Path(shutil.copytree(ROOT / "docker" / "scripts", folder / "scripts"))
        path = [one for one in os.environ["PATH"].split(os.pathsep) if os.path.exists(f"{one}/pg_basebackup")][-1]
        self.env = {
            "PATH": os.pathsep.join([path, os.environ["PATH"]]),
            "LC_ALL": "C",
            "HOME": "/",
            "CADRE_REPLICA_PASSWORD": "copy me",
        }
        self.env |= {"CADRE_PRIMARY_HOST": "127.0.0.1", "CADRE_REPLICA_FROM": "127.0.0.1/32"}

    def made(self, name):
        path = self.folder / name
        path.mkdir(mode=0o700)
        if self.rights:
            os.chown(path, self.rights["user"], self.rights["group"])
        return path

    def start(self, *words, port, **env):
        """A server, once it answers."""
        out = (self.folder / f"{port}.log").open("w")
        env = self.env | {key: str(value) for key, value in env.items()}
        words = [self.program(str(words[0])), *map(str, words[1:])]
        child = subprocess.Popen(words, env=env, stdout=out, stderr=out, cwd="/", **self.rights)
        self.children.append(child)
        ready = [self.program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
        if not until(lambda: subprocess.run(ready, env=env, check=False).returncode == 0):
            raise AssertionError((self.folder / f"{port}.log").read_text()[-2000:])

    def program(self, name):
        """Where the program lies."""
        return shutil.which(name, path=self.env["PATH"])

    def run(self, *words, **env):
        """What a program prints; it must succeed."""
        env = self.env | {key: str(value) for key, value in env.items()}
        words = [self.program(str(words[0])), *map(str, words[1:])]
        done = subprocess.run(words, env=env, cwd="/", capture_output=True, text=True, check=False, **self.rights)
        assert done.returncode == 0, f"{words}\n{done.stdout[-1000:]}{done.stderr[-2000:]}"
        return done.stdout

    def stop(self):
        for child in reversed(self.children):
            child.terminate()  # smart: it waits for clients; then at once
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(5)
                continue
            child.send_signal(2)
            child.wait(20)


class Replicated:
    """Mixed into a test case with ``dbname``; ``servers()`` starts the database and its replica."""

    def setUp(self):
        super().setUp()
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cadre-nodes-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.db = Database(self.folder)
        self.addCleanup(self.db.stop)
        self.first, self.second = free_port(), free_port()

    def servers(self):
        """The database with its replica; it has what the test's database has."""
        data, copy = self.db.made("primary"), self.db.made("replica")
        self.db.run("initdb", "-D", data, "-U", "odoo", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C")
        fast = ["-c", "fsync=off", "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self.folder}"]
        fast += ["-c", "max_connections=60", "-c", "shared_buffers=64MB"]
        if self.db.rights:
            os.chown(self.folder, self.db.rights["user"], self.db.rights["group"])
        self.db.start("postgres", "-D", data, "-p", self.first, *fast, port=self.first)
        here = {"PGHOST": "127.0.0.1", "PGPORT": self.first, "PGUSER": "odoo"}
        self.db.run("sh", self.db.scripts / "primary.sh", PGDATA=data, **here)
        self.db.run("createdb", self.dbname, **here)
        source = {key: os.environ[key] for key in ("PGHOST", "PGPORT", "PGUSER", "PGPASSWORD") if key in os.environ}
        dump = subprocess.Popen(
            [self.db.program("pg_dump"), self.dbname],
            stdout=subprocess.PIPE,
            env=self.db.env | source,
            stderr=subprocess.DEVNULL,
        )
        into = [self.db.program("psql"), "-q", "-d", self.dbname]
        subprocess.run(
            into, stdin=dump.stdout, check=True, env=self.db.env | {k: str(v) for k, v in here.items()},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.assertEqual(dump.wait(), 0)
        self.sql("UPDATE ir_cron SET active = false")  # so that both nodes are at rest when the ticks of the test come
        where = {"PGDATA": copy, "CADRE_PRIMARY_PORT": self.first}
        words = ["sh", self.db.scripts / "replica.sh", "-p", self.second, *fast]
        self.db.start(*words, port=self.second, **where)

    def sql(self, statement, port=None):
        words = ["psql", "-XqAt", "-h", "127.0.0.1", "-p", port or self.first, "-U", "odoo", "-d", self.dbname]
        return self.db.run(*words, "-c", statement).strip()

    def options(self):
        """Those of the compose file: where the database is, and its replica; scheduled actions on each node."""
        where = {"db_host": "127.0.0.1", "db_port": self.first, "db_user": "odoo"}
        where |= {"db_replica_host": "127.0.0.1", "db_replica_port": self.second}
        words = [f"--{key}={value}" for key, value in where.items()]
        return [*words, "--proxy-mode", "--max-cron-threads=1", "--no-database-list"]

    def composed(self, service):
        """A service of docker/compose.nodes.yaml."""
        return yaml.safe_load((ROOT / "docker" / "compose.nodes.yaml").read_text(encoding="utf-8"))["services"][service]
