"""Running Odoo: one environment, one generated configuration, and its log."""

import os
import re
import sys

from . import postgres, source, system, venv
from .paths import HOME, REPO, addons_folder, digest, home, own_addons
from .proc import parent_env, run_logged
from .ui import Progress, Steps, WrongValue

_READY = {}
CHANNELS, NO_RUNNER = "root:2", "root:0"
"""How many jobs of the queue run at once, where a server runs them. The default is none: a runner takes every database
that it is not told to leave alone."""


def tools(steps=None):
    """Programs, Python packages and Odoo: enough for what needs no database."""
    steps = steps or Steps(3)
    system.ensure(steps.next("programs"))
    venv.ensure(steps.next("Python packages"))
    source.ensure(steps.next("Odoo 19"))


def ensure(cluster_name="pg-test", steps=None):
    """Everything Odoo needs, made when missing: the tools and PostgreSQL. Returns the running Cluster."""
    cluster = _READY.get(cluster_name)
    if not (cluster and cluster.held):  # one that was released may have been stopped since
        steps = steps or Steps(4)
        tools(steps)
        cluster = _READY.setdefault(cluster_name, postgres.Cluster(cluster_name))
        cluster.ensure(steps.next("PostgreSQL"))
    return cluster


def data_dir(cluster):
    """Where Odoo keeps the files of this cluster's databases."""
    return HOME / ("data" if cluster.name == "pg" else "data-test")


def filestore(cluster, database):
    return data_dir(cluster) / "filestore" / database


def environment(cluster, **extra):
    """Environment variables under which `odoo` can be imported and finds its database."""
    path = os.pathsep.join([str(venv.folder() / "bin"), os.environ.get("PATH", "")])
    env = {key: value for key, value in parent_env().items() if not key.startswith(("PG", "ODOO_"))}
    env.update(
        PATH=path,
        PYTHONPATH=str(source.ensure(None).path),
        VIRTUAL_ENV=str(venv.folder()),
        PYTHONUNBUFFERED="1",
        CADRE_HOME=str(HOME),
        ODOO_QUEUE_JOB_CHANNELS=NO_RUNNER,
    )
    env.update(cluster.connection())
    env.update({key: str(value) for key, value in extra.items()})
    return env


def config(cluster, port=8069, name=None, addons=True, **options):
    """Write an odoo.conf for this checkout and cluster and return its path. Passwords stay in the environment."""
    odoo = source.ensure(None)
    addons_path = [*odoo.addons, str(venv.site_packages() / "odoo" / "addons")]
    if addons and own_addons():
        addons_path.append(str(addons_folder()))
    connection = cluster.connection()
    keys = {"db_host": "PGHOST", "db_port": "PGPORT", "db_user": "PGUSER"}
    values = {
        "addons_path": ",".join(addons_path),
        "data_dir": data_dir(cluster),
        "http_port": port,
        "gevent_port": port + 3,
        "list_db": "False",
        "server_wide_modules": "base,rpc,web,queue_job",
        **{key: connection[name] for key, name in keys.items() if name in connection},
        **options,
    }
    path = home("conf", f"{name or 'odoo-' + digest(str(REPO)) + '-' + cluster.name}.conf")
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text("[options]\n" + "".join(f"{key} = {value}\n" for key, value in values.items()))
    fresh.replace(path)
    return path


def command(*arguments):
    """The command line of Odoo's own CLI. From a file, not by `-m odoo`: its long-polling child is started from it."""
    return [str(venv.python()), str(REPO / "tools" / "bin" / "odoo"), *map(str, arguments)]


def odoo_logged(cluster, label, arguments, log_name, conf=None):
    """Run Odoo to its end with a progress line made of its own module counter. Returns the log's path."""
    progress = Progress(label)

    def watch(line):
        found = re.search(r"Loading module (\S+) \((\d+)/(\d+)\)", line)
        if found:
            progress.percent(int(found[2]), int(found[3]), f" {found[1]}")

    log = run_logged(
        command("server", "-c", conf or config(cluster), *arguments), log_name, watch, environment(cluster), HOME
    )
    progress.done()
    return log


def foreground(arguments, env):
    """Become that program: its signals, its terminal and its exit code are then its own. Does not return."""
    sys.stdout.flush()
    arguments = [str(part) for part in arguments]
    try:
        os.execvpe(arguments[0], arguments, env)
    except FileNotFoundError as error:
        raise WrongValue(f"the program {arguments[0]} is missing", "install it, or check its name") from error
