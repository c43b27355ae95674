"""Tests that commit: what one transaction alone cannot show (two voters at once, what is left on disk)."""

import contextlib
import os
import threading

import psycopg2
from odoo import SUPERUSER_ID, api, sql_db
from odoo.addons.cadre_assessment.models.ballot import casting
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tests import BaseCase, get_db_name

from .builder import make_ballot, make_scale


class RealCase(BaseCase):
    """``with self.real() as env`` is a transaction of its own that commits. What is made is removed after the class."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.dbname = get_db_name()
        with cls.real() as env:
            cls.scale_id = make_scale(env).id
        cls.addClassCleanup(cls._remove)

    @classmethod
    @contextlib.contextmanager
    def real(cls, read_committed=False):
        with contextlib.closing(sql_db.db_connect(cls.dbname).cursor()) as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            if read_committed:
                casting.read_committed(cr)
            yield env
            env.flush_all()
            cr.commit()

    @classmethod
    def make(cls, *args, **values):
        """An open ballot; its id."""
        with cls.real() as env:
            ballot = make_ballot(env, *args, scale=env["cadre.scale"].browse(cls.scale_id), **values)
            ballot.action_open()
            return ballot.id

    @classmethod
    def _remove(cls):
        with cls.real() as env:
            ballots = env["cadre.ballot"].search([("scale_id", "=", cls.scale_id)])
            guarded(ballots).unlink()
            env["cadre.scale"].browse(cls.scale_id).unlink()

    def together(self, *jobs):
        """Run the jobs in threads that start at the same moment; their results in order."""
        barrier, results = threading.Barrier(len(jobs)), [None] * len(jobs)

        def run(number, job):
            barrier.wait()
            try:
                results[number] = job()
            except Exception as error:
                results[number] = error

        threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
        try:
            for thread in threads:
                thread.start()
        except RuntimeError:  # the machine grants no more threads: those that wait for them go home
            barrier.abort()
            raise
        for thread in threads:
            thread.join(180)
        return results

    @contextlib.contextmanager
    def superuser(self):
        """A cursor of the database's administrator, where the server is the embedded one; else None."""
        try:
            connection = psycopg2.connect(
                dbname=self.dbname, host=os.environ.get("PGHOST"), port=os.environ.get("PGPORT"), user="postgres"
            )
        except psycopg2.Error:
            yield None
            return
        with contextlib.closing(connection):
            connection.autocommit = True
            with connection.cursor() as cr:
                yield cr
