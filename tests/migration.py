"""A script of an update, as the server runs it."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

MIGRATIONS = Path(__file__).parents[1] / "cadre_assessment/migrations"


def migration(name, release="19.0.1.5.0"):
    """The module with ``migrate(cr, version)``."""
    spec = spec_from_file_location(name, MIGRATIONS / release / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
