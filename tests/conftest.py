"""Odoo's test classes outside an addon: they want tags and a module name."""

import importlib.util

from hypothesis import settings

settings.register_profile("cadre", deadline=None)  # a loaded machine is no fault: speed is measured by ./cadre bench
settings.load_profile("cadre")


def pytest_terminal_summary(terminalreporter, config):
    """How many rules have a test that fails when their data is taken away; once, with the tests that prove it."""
    if config.getoption("odoo_database", default=None):
        from tests.acting.registry import said

        terminalreporter.line(said())


def pytest_configure(config):
    if not config.getoption("odoo_database", default=None) or not importlib.util.find_spec("odoo"):
        return  # tests/engine runs without Odoo
    from odoo.tests import BaseCase

    BaseCase.test_tags = {"standard", "at_install"}
    BaseCase.test_module = "cadre_assessment"
