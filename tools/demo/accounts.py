"""Accounts of role users who play the year: what a client over RPC can do, and nothing more.

An :class:`Account` logs in with its password and then sends public method calls through Odoo's own RPC entry: private
methods are refused, record rules and the guards apply, each call is one transaction. Nothing here is superuser.
"""

import odoo.api
from odoo.modules.registry import Registry
from odoo.service import model as rpc


class Account:
    def __init__(self, database, login, password=None):
        self.registry = Registry(database)
        self.login, self.password = login, password or login
        credential = {"type": "password", "login": login, "password": self.password}
        with self.registry.cursor() as cr:
            env = odoo.api.Environment(cr, None, {})
            self.uid = env["res.users"].authenticate(credential, {"interactive": False})["uid"]

    @classmethod
    def known(cls, database, login):
        """Somebody whose password need not be tried again: most of the county has accounts, few of them a password."""
        account = cls.__new__(cls)
        account.registry, account.login, account.password = Registry(database), login, None
        with account.registry.cursor() as cr:
            cr.execute("SELECT id FROM res_users WHERE login = %s AND active", [login])
            [(account.uid,)] = cr.fetchall()
        return account

    def call(self, model, method, *args, **kwargs):
        """One public method call, committed; raises what Odoo would send back to the client."""
        kwargs["context"] = {"lang": "zh_CN", "tz": "Asia/Shanghai", **kwargs.get("context", {})}
        try:
            with self.registry.cursor() as cr:
                result = rpc.execute_cr(cr, self.uid, model, method, list(args), kwargs)
            self.registry.signal_changes()
        except Exception:
            self.registry.reset_changes()
            raise
        return result

    def __getitem__(self, model):
        return _Model(self, model)


class _Model:
    """``account["cadre.cycle"].action_open([id])``: the call as one would write it."""

    def __init__(self, account, name):
        self._account, self._name = account, name

    def __getattr__(self, method):
        def call(*args, **kwargs):
            return self._account.call(self._name, method, *args, **kwargs)

        return call

    def find(self, domain, order=None, limit=None):
        """Ids of the records this account may see."""
        return self._account.call(self._name, "search", domain, order=order, limit=limit)


def for_everybody(office, stand_in, model, method, ids, *args, of="user_id"):
    """One call on records of everybody; on those about the member of the office himself ``stand_in`` makes it.

    ``of``: where a record names the account of the person it is about. Nobody sees to his own.
    """
    own = office[model].find([("id", "in", ids), (of, "=", office.uid)])
    others = [one for one in ids if one not in own]
    for account, some in ((office, others), (stand_in, own)):
        if some:
            account.call(model, method, some, *args)
