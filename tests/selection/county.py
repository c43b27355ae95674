"""The sample county in the transaction of a test, and its selections, played by the demo's own players.

What `./cadre demo` plays over RPC, each call a transaction of its own, is played here call by call by the same
accounts: public methods alone, with the rights of whoever calls, nothing left of what is refused.
"""

import pathlib
import sys

from odoo.service.model import call_kw

ROOT = pathlib.Path(__file__).parents[2]
sys.path.append(str(ROOT / "tools"))

from tools.demo import clock, selecting, year_reserve, year_selection  # noqa: E402
from tools.demo.accounts import Account  # noqa: E402
from tools.demo.troupe import Company  # noqa: E402
from tools.load_county import load  # noqa: E402

__all__ = ["CountySelections", "clock", "year_reserve", "year_selection"]
CONTEXT = {"lang": "zh_CN", "tz": "Asia/Shanghai"}


class Seat(Account):
    """An account of the county, as a client sees it."""

    def __init__(self, env, login):
        self.env, self.login = env, login
        self.uid = env["res.users"].search([("login", "=", login)]).id
        assert self.uid, f"{login} has no account"

    def call(self, model, method, *args, **kwargs):
        env = self.env(user=self.uid, su=False, context={})
        kwargs["context"] = {**CONTEXT, **kwargs.get("context", {})}
        with env.cr.savepoint():
            result = call_kw(env[model], method, list(args), kwargs)
            env.flush_all()
        env.invalidate_all()
        return result


class Seats(Company):
    def __call__(self, login):
        if login not in self._accounts:
            self._accounts[login] = Seat(self.env, login)
        return self._accounts[login]


class CountyStage(selecting.Stage):
    def __init__(self, env):
        super().__init__(env, Seats(env))

    def fresh(self):
        """Nothing was committed: what was written stands in the transaction."""
        self.env.flush_all()
        self.env.invalidate_all()


class CountySelections:
    """``self.stage``: offices, bodies and people of the county; ``self.play(…)``: a selection by one procedure."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.env = cls.env(context={**cls.env.context, **CONTEXT})
        cls.env.company.resource_calendar_id.tz = "Asia/Shanghai"
        load(cls.env, ROOT / "data")

    def setUp(self):
        super().setUp()
        self.addCleanup(clock.now)
        self.stage = CountyStage(self.env)

    def play(self, code, name, unit, posts, count, begins, **values):
        """A selection of the county that has begun, with as many candidates."""
        one = selecting.Selecting(self.stage, code, name, unit, posts, begins)
        self.assertTrue(year_selection._made(one, count, **values), f"{name} is under way")
        return one
