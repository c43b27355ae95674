"""The day in the play: the year 2025 is played today, but every step believes its own date."""

import contextlib

import freezegun

freezegun.configure(extend_ignore_list=["psycopg2", "gevent", "werkzeug.serving"])
_freezer = _running = None


@contextlib.contextmanager
def on(day, hour=9):
    """From here on it is ``day`` (YYYY-MM-DD), ``hour`` o'clock in China, and the clock ticks.

    The clock is stopped once and then moved: replacing it in a thousand modules takes seconds.
    """
    global _freezer, _running
    moment = f"{day} {hour - 8:02d}:00:00"
    if _running is None:
        _freezer = freezegun.freeze_time(moment, tick=True)
        _running = _freezer.start()
    else:
        _running.move_to(moment)
    yield


def now():
    """From here on it is the day it really is."""
    global _running, _freezer
    if _freezer is not None:
        _freezer.stop()
        _running = _freezer = None
