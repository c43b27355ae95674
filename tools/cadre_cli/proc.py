"""Other programs: run them, and say to a person what a failure means."""

import os
import re
import subprocess

from .paths import home
from .ui import CadreError

# first match wins: what the log of a failed tool shows -> what it means, what to do
_MEANINGS = [
    (
        r"No space left on device|Disk quota exceeded",
        "the disk is full",
        "free some space (3 GB are needed) or set CADRE_HOME to another disk",
    ),
    (
        r"Temporary failure (in name resolution|resolving)|Could not resolve|Name or service not known"
        r"|Network is unreachable|Failed to establish a new connection|Connection timed out|ConnectTimeout",
        "the network cannot be reached",
        "check the connection or the proxy settings (http_proxy, https_proxy) and start the same command again",
    ),
    (
        r"Release file for \S+ is (?:expired|not valid yet)",
        "the index of the Debian mirror is out of date, or the clock is wrong",
        'use a current mirror; if you trust this one, tell apt so: Acquire::Check-Valid-Until "false";',
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|certificate verification failed",
        "a server's certificate is not trusted",
        "name the certificate of your proxy (PIP_CERT, SSL_CERT_FILE), or set the machine's clock right",
    ),
    (
        r"No matching distribution found for (\S+)",
        "a Python package is not available: {0}",
        "check pip's index settings (pip config list)",
    ),
    (r"Permission denied", "a file or folder may not be written", "check the owner of CADRE_HOME"),
    (r"[Aa]ddress already in use", "the port is already in use", "choose another one with --port"),
    (r"database \"(\S+)\" does not exist", "there is no database {0}", "./cadre db {0}"),
]


def explain(text):
    """What a failed tool's log means: (cause, remedy), or ("", "") when it shows nothing that is known.

    >>> explain("OSError: [Errno 28] No space left on device")[0]
    'the disk is full'
    >>> explain("all went well")
    ('', '')
    """
    for pattern, cause, remedy in _MEANINGS:
        found = re.search(pattern, text)
        if found:
            return cause.format(*found.groups()), remedy.format(*found.groups())
    return "", ""


def tail(text, lines=12):
    """The last lines that tell something: Odoo's INFO lines about its own shutdown do not."""
    telling = [line for line in text.strip().splitlines() if not re.match(r"\d{4}-\d\d-\d\d [\d:,]+ \d+ INFO ", line)]
    return "\n".join("    " + line for line in telling[-lines:])


def run(command, **kwargs):
    """Run quietly and return what it printed; raise CadreError when it is missing or fails."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            **kwargs,
        )
    except FileNotFoundError as error:
        raise CadreError(f"the program {command[0]} is missing", f"install it ({error.filename})") from error
    if done.returncode:
        raise failure(command, done.returncode, done.stdout)
    return done.stdout


def failure(command, code, output, log=None):
    """The CadreError for a failed command."""
    cause, remedy = explain(output)
    name = " ".join(os.path.basename(str(part)) for part in command[:4])
    return CadreError(
        f"{cause or 'a command failed'} ({name} ended with {code})\n{tail(output)}",
        remedy or (f"read {log}" if log else ""),
    )


def run_logged(command, log_name, watch=None, env=None, cwd=None):
    """Run with all output in CADRE_HOME/logs/<log_name>; `watch(line)` sees every line. Returns the log's path."""
    log = home("logs", log_name)
    command = [str(part) for part in command]
    with (
        log.open("w", encoding="utf-8") as out,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=env,
            cwd=cwd,
            bufsize=1,
        ) as child,
    ):
        try:
            for line in child.stdout:
                out.write(line)
                if watch:
                    watch(line)
        except BaseException:
            child.terminate()
            raise
    if child.returncode:
        raise failure(command, child.returncode, log.read_text(encoding="utf-8"), log)
    return log


def parent_env(**extra):
    """Our environment without what would leak from a caller's own virtual environment, plus `extra`."""
    env = {
        key: value
        for key, value in os.environ.items()
        if key not in {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    }
    env.update({key: str(value) for key, value in extra.items()})
    return env
