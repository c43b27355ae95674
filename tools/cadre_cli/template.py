"""A template with the plain modules, made once: every test database is a copy of it."""

import json
import os
import shutil

from . import runner, source
from .logcheck import complaints
from .paths import HOME, REQUIREMENTS, digest, home, locked
from .ui import CadreError, Steps

LANGUAGE = "zh_CN"
MODULES = [
    "mail",
    "hr",
    "hr_holidays",
    "base_tier_validation",
    "queue_job",
    "report_xlsx",
    "web",
    "resource",
    "calendar",
    "portal",
]


def name():
    """Changes when Odoo, a requirement file or the list of modules changes."""
    return "cadre_tpl_" + digest(source.ensure(None).version, LANGUAGE, *MODULES, *REQUIREMENTS)


def marker(database):
    """The file that says a template is whole, and what its installation complained about."""
    return HOME / "templates" / f"{database}.json"


def expected_complaints():
    """Log lines of a plain installation without our addons, normalised: nothing we could do about them."""
    return set(json.loads(marker(ensure(runner.ensure())).read_text())["complaints"])


def ensure(cluster, step=None):
    """Make the template if it is missing or half-made; returns its name."""
    database = name()
    if _whole(cluster, database):
        return database
    with locked("template"):
        if not _whole(cluster, database):
            (step or Steps(1).next("template database")).work(
                f"installing the plain modules once ({', '.join(MODULES)})"
            )
            _build(cluster, database)
    return database


def _whole(cluster, database):
    return marker(database).exists() and database in cluster.databases()


def _build(cluster, database):
    marker(database).unlink(missing_ok=True)
    _make_ordinary(cluster, database)
    drop(cluster, database)
    conf = runner.config(cluster, name="template", addons=False)
    options = ["-d", database, "--stop-after-init", "--no-http"]
    install = ["-i", ",".join(MODULES), "--load-language", LANGUAGE]
    logs = [
        runner.odoo_logged(cluster, "plain modules", [*options, *install], "template-install.log", conf),
        runner.odoo_logged(cluster, "plain start", options, "template-start.log", conf),
    ]
    found = {line for log in logs for line in complaints(log.read_text(encoding="utf-8"))}
    cluster.sql(f'ALTER DATABASE "{database}" WITH ALLOW_CONNECTIONS false IS_TEMPLATE true')
    home("templates", f"{database}.json").write_text(
        json.dumps({"complaints": sorted(found)}, indent=1, ensure_ascii=False)
    )


def _make_ordinary(cluster, database):
    if database in cluster.databases():
        cluster.sql(f'ALTER DATABASE "{database}" WITH ALLOW_CONNECTIONS true IS_TEMPLATE false')


def drop(cluster, database):
    """Remove a database and its files.

    As the server's superuser: FORCE ends every process in the database, and an autovacuum worker is one that an
    ordinary role may not end, so that the drop failed whenever the two met. On an external server, whose superuser
    is not ours, the plain statement follows: it sends such a worker away by itself.
    """
    try:
        cluster.sql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)', superuser=True)
    except CadreError:
        cluster.sql(f'DROP DATABASE IF EXISTS "{database}"', superuser=True)
    shutil.rmtree(runner.filestore(cluster, database), ignore_errors=True)


def copy(cluster, database, template=None):
    """A fresh database made from the template, with its files (hard links: Odoo never changes a stored file).

    :param template: another database to copy, which nobody is connected to
    """
    template = template or ensure(cluster)
    drop(cluster, database)
    strategy = "STRATEGY FILE_COPY" if cluster.sql("SHOW server_version_num")[0][0] >= "150000" else ""
    cluster.sql(f'CREATE DATABASE "{database}" TEMPLATE "{template}" {strategy}')
    files = runner.filestore(cluster, template)
    if files.is_dir():
        target = runner.filestore(cluster, database)
        try:
            shutil.copytree(files, target, copy_function=os.link)
        except OSError:
            shutil.rmtree(target, ignore_errors=True)
            shutil.copytree(files, target)
