"""What ./cadre says: numbered steps, one progress line, one line and a remedy for every error."""

import os
import sys
import time

_TTY = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
_QUIET_SECONDS = 15  # without a terminal a progress line is repeated no more often than this


class CadreError(Exception):
    """Something a person can put right: what is wrong in one line, and what to do about it."""

    code = 1
    """Exit code of the command."""

    def __init__(self, message, remedy=""):
        super().__init__(message)
        self.remedy = remedy


class WrongValue(CadreError):
    """What was given on the command line cannot be meant."""

    code = 2


def say(text):
    """Print a line of news. News goes to stderr: stdout belongs to the answer (SQL rows, a URL, a path)."""
    print(text, file=sys.stderr, flush=True)


_NOTE = "      "  # below the numbered step it belongs to


def note(text):
    """Say how it goes: news of the step that runs, and no answer to what was typed."""
    say(_NOTE + text)


def is_progress(line):
    """Whether a printed line only tells how far a command is: a numbered step, or a note below it.

    >>> is_progress("[1/5] Python: getting wheels"), is_progress("      server: 10 % (1/10)")
    (True, True)
    >>> is_progress("cadre: there is no addon x"), is_progress("  remedy: look at its spelling")
    (False, False)
    """
    return line.startswith(("[", _NOTE))


def warn(text):
    say(f"  ! {text}")


def human(size):
    """Bytes for people.

    >>> human(123_000_000)
    '123 MB'
    >>> human(4_200)
    '4 kB'
    """
    return f"{size / 1e6:.0f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"


class Steps:
    """Announce step n of m; a step that had nothing to do stays silent, so a warm start prints nothing."""

    def __init__(self, total):
        self.total = total
        self.number = 0
        self.title = ""

    def next(self, title):
        self.number += 1
        self.title = title
        return self

    def work(self, what):
        """Say that this step really has something to do."""
        say(f"[{self.number}/{self.total}] {self.title}: {what}")


class Progress:
    """A line that tells how far a long step is: rewritten in place on a terminal, repeated now and then in a log."""

    def __init__(self, label):
        self.label = label
        self.started = self.printed = time.monotonic()

    def show(self, text):
        now = time.monotonic()
        if _TTY:
            print(f"\r\033[K{_NOTE}{self.label}: {text}", end="", file=sys.stderr, flush=True)
        elif now - self.printed > _QUIET_SECONDS:
            self.printed = now
            note(f"{self.label}: {text}")

    def percent(self, done, total, unit=""):
        if total:
            self.show(f"{min(100, 100 * done // total)} % ({done}/{total}{unit})")

    def done(self, text="done"):
        if _TTY:
            print("\r\033[K", end="", file=sys.stderr)
        note(f"{self.label}: {text} in {time.monotonic() - self.started:.0f} s")


def ask(question):
    """Ask yes or no on the terminal; without a terminal the answer is no."""
    if not sys.stdin.isatty():
        return False
    return input(f"{question} [y/N] ").strip().lower() in {"y", "yes"}
