"""Commands of the guides as a person types them, with the names of a test in the place of those of the guide."""

import contextlib
import os
import re
import subprocess

from cadre_cli import pgserver, runner, venv
from cadre_cli.paths import REPO


class Shell:
    """``sh`` with `odoo` and PostgreSQL's programs at hand, in a folder of its own.

    :param names: {word of the guide: what stands for it here}; the longest that fits is taken
    """

    def __init__(self, cluster, folder, names):
        self.names = names
        programs = folder / "bin"
        programs.mkdir(exist_ok=True)
        odoo = programs / "odoo"
        odoo.write_text(f'#!/bin/sh\nexec "{venv.python()}" "{REPO}/tools/bin/odoo" "$@"\n')
        odoo.chmod(0o755)
        conf = runner.config(cluster, name=folder.name, http_interface="127.0.0.1", max_cron_threads=0)
        self.env = runner.environment(cluster, ODOO_RC=conf)
        path = [str(programs), str(pgserver.binaries() / "bin"), self.env["PATH"]]
        self.env.update(PATH=os.pathsep.join(path), PGDATABASE="postgres")

    def here(self, command):
        """The command with the names of this test."""
        found = "|".join(map(re.escape, sorted(self.names, key=len, reverse=True)))
        return re.sub(found, lambda word: str(self.names[word[0]]), command)

    def run(self, command):
        """What it prints; it must succeed."""
        words = ["sh", "-euc", self.here(command)]
        done = subprocess.run(words, env=self.env, cwd=REPO, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
        return done.stdout

    @contextlib.contextmanager
    def started(self, command, log):
        """A command that runs until it is stopped."""
        words = ["sh", "-euc", f"exec {self.here(command)}"]
        with log.open("w") as out, subprocess.Popen(words, env=self.env, cwd=REPO, stdout=out, stderr=out) as child:
            try:
                yield child
            finally:
                child.terminate()
