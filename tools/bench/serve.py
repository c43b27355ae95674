"""Odoo's server with workers, without its long-polling process: nobody chats here, and its start takes a core away.

``python tools/bench/serve.py server -c CONF -d DATABASE``.
"""

from odoo.cli.command import main
from odoo.service.server import PreforkServer

if __name__ == "__main__":
    PreforkServer.long_polling_spawn = lambda _server: None
    main()
