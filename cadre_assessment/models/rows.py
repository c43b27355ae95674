"""How are thousands of rows read by name, and held while they are worked on?"""

import gc
from collections import namedtuple
from contextlib import contextmanager


def named(cr):
    """The rows of the statement that ``cr`` has just executed, their columns as attributes.

    Named tuples: a dictionary for each row doubles the time.
    """
    make = namedtuple("Row", [column.name for column in cr.description])._make
    return [make(row) for row in cr.fetchall()]


@contextmanager
def uncollected():
    """Make a hundred thousand small values without the garbage collector walking through all of them again and again.

    They refer to one another in one direction only, so that they are freed by their reference counts alone.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
