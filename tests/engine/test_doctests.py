"""The doctests of the engine are its specification: run them all."""

import doctest
import importlib
import pkgutil

import pytest

from cadre_assessment import engine

MODULES = sorted(module.name for module in pkgutil.iter_modules(engine.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_doctests(name):
    module = importlib.import_module(f"{engine.__name__}.{name}")
    result = doctest.testmod(module, optionflags=doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL)
    assert not result.failed
