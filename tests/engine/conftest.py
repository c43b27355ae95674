"""Lets the engine's tests run where Odoo is not installed.

Importing ``cadre_assessment.engine`` would run the addon's own ``__init__``, which needs odoo: without odoo a stub
with the addon's path stands in for the addon. With odoo nothing is replaced.
"""

from __future__ import annotations

import importlib.util
import sys
import types
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

if importlib.util.find_spec("odoo") is None and "cadre_assessment" not in sys.modules:
    stub = types.ModuleType("cadre_assessment")
    stub.__path__ = [str(ROOT / "cadre_assessment")]
    sys.modules["cadre_assessment"] = stub
