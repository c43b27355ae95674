"""Calls as a client makes them: over real RPC, with the account and the password of a role."""

from contextlib import contextmanager

from odoo.tools import mute_logger

SWEPT = ("odoo.http", "odoo.sql_db", "odoo.orm", "odoo.models", "odoo.addons.mail.models.mail_thread")
"""Loggers of what a sweep provokes on purpose: arguments that do not fit, refusals, messages to nobody."""


def sweeping():
    """A context in which every public method may be called with whatever arguments."""
    return mute_logger(*SWEPT)


class Refused(Exception):
    """What the server answers instead of a result: its sentence."""


class Caller:
    """Mixed into a :class:`~tests.common.CadreHttpCase`. A refusal takes back what its call did, as in the server."""

    _logged_in = None

    def call(self, role, model, method, *args, **kwargs):
        """``method`` of ``model`` as the user of ``role`` (or as a user, whose password is his login)."""
        user = getattr(self, f"{role}_user") if isinstance(role, str) else role
        if self._logged_in != user:
            self.authenticate(user.login, user.login)
            self._logged_in = user
        self.env.flush_all()
        kwargs["context"] = {"lang": "en_US", **kwargs.get("context", {})}
        params = {"model": model, "method": method, "args": list(args), "kwargs": kwargs}
        url = f"/web/dataset/call_kw/{model}/{method}"
        answer = self.url_open(url, json={"jsonrpc": "2.0", "method": "call", "params": params}).json()
        self.env.invalidate_all()
        if "error" in answer:
            raise Refused(answer["error"]["data"]["message"])
        return answer.get("result")

    def assertRefused(self, words, role, model, method, *args, **kwargs):
        """The call is refused and says ``words`` (a regular expression)."""
        with self.assertRaisesRegex(Refused, words):
            self.call(role, model, method, *args, **kwargs)

    @contextmanager
    def unmoved(self, records, *names):
        """Nothing of ``names`` changes in the model of ``records`` meanwhile, and no record goes or comes."""
        before = records.sudo().search([], order="id").read(names)
        yield
        self.env.invalidate_all()
        self.assertEqual(records.sudo().search([], order="id").read(names), before)
