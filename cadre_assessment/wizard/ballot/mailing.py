"""Mail a link to its voter without keeping it: handed to the mail server directly, one by one.

Odoo's own way (``mail.mail``, ``mail.message``) stores the text of every letter; whoever reads that table could vote in
the place of everybody. Here nothing is written: what cannot be delivered is revoked and told by name.
"""

import logging
import smtplib

from odoo.addons.base.models.ir_mail_server import MailDeliveryException
from odoo.tools import email_normalize, formataddr

_logger = logging.getLogger(__name__)


class Post:
    """One connection to the mail server; made before any link is, so that a missing server costs nothing."""

    def __init__(self, env):
        self.env = env
        self.server = env["ir.mail_server"].sudo()
        company = env.company
        self.sender = formataddr(
            (company.name, company.email or env.user.email or self.server._get_default_from_address())
        )
        self.session = self.server._connect__(smtp_from=self.sender)

    def send(self, ballot, people, slips):
        """Send every slip (number, token, name) to its person; [(number, name)] of those that were not taken."""
        address = {person.id: person.work_email for person in people.sudo()}
        failed = []
        try:
            for person, (number, token, name) in zip(people, slips, strict=True):
                try:
                    self._one(ballot, name, address[person.id], ballot._url(token))
                except (MailDeliveryException, smtplib.SMTPException, OSError, ValueError, AssertionError) as error:
                    _logger.info("a link of ballot %s was not delivered: %s", ballot.id, type(error).__name__)
                    failed.append((number, name))
        finally:
            if self.session:
                self.session.quit()
        return failed

    def _one(self, ballot, name, address, url):
        if not email_normalize(address):
            raise ValueError(address)
        env = ballot.with_context(lang=ballot._page_lang()).env
        body = env._(
            "%(name)s,\n\nplease open this link to vote. It counts once and is yours alone: do not pass it on. "
            "Your vote is anonymous; after sealing nobody can tell who voted how.\n\n%(url)s\n",
            name=name,
            url=url,
        )
        message = self.server._build_email__(self.sender, [formataddr((name, address))], ballot.name, body)
        self.server.send_email(message, smtp_session=self.session)
