"""The engine imported without Odoo: a stub stands for the addon, whose __init__ needs Odoo."""

import sys
import types
from pathlib import Path

_ADDON = "cadre_assessment"


def pytest_configure(config):
    if _ADDON not in sys.modules:
        stub = types.ModuleType(_ADDON)
        stub.__path__ = [str(Path(config.rootpath, _ADDON))]
        sys.modules[_ADDON] = stub
