"""What day is it in the play?  The year 2025 is played today, but every step believes its own date."""

import contextlib

import freezegun

freezegun.configure(extend_ignore_list=["psycopg2", "gevent", "werkzeug.serving"])


@contextlib.contextmanager
def on(day, hour=9):
    """Everything inside happens on ``day`` (YYYY-MM-DD) at ``hour`` o'clock in China."""
    with freezegun.freeze_time(f"{day} {hour - 8:02d}:00:00", tick=True):
        yield
