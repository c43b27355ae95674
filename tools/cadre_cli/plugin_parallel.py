"""The place of a database's files when several processes test (a pytest plugin beside pytest-odoo).

pytest-odoo gives each process a copy of the database and lets all of them share the files. But a file that no row of
one database names any more is removed, though the rows of another still do. So each copy has its files as well.
"""

import contextlib
import os
import shutil


@contextlib.contextmanager
def _own_filestore(original, database):
    if database == original:
        yield
        return
    from odoo.tools import config

    source, target = config.filestore(original), config.filestore(database)
    shutil.rmtree(target, ignore_errors=True)
    if os.path.isdir(source):
        shutil.copytree(source, target, copy_function=_link)
    try:
        yield
    finally:
        shutil.rmtree(target, ignore_errors=True)


def _link(source, target):
    """Odoo never changes a stored file: a second name for it is enough, where the disk can do that."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def pytest_configure(config):
    plugin = config.pluginmanager.get_plugin("odoo")
    if plugin is not None:
        plugin._shared_filestore = _own_filestore
