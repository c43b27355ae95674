"""Odoo's server with workers, with a sleeper in the place of its long-polling process: nobody chats here.

The real one would take memory and time that are measured here. Without any, Odoo's main process believes at every beat
that one is to be started, and opens a connection to the database each time to see whether it may: that took a third of
the machine.

``python tools/bench/serve.py server -c CONF -d DATABASE``.
"""

import subprocess

from odoo.cli.command import main
from odoo.service.server import PreforkServer


def spawn_sleeper(server):
    server.long_polling_pid = subprocess.Popen(["sleep", "infinity"]).pid


if __name__ == "__main__":
    PreforkServer.long_polling_spawn = spawn_sleeper
    main()
