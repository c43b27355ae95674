"""The company's day: where it works, and nowhere else.

What a rule depends on is the company's day: a client names its time zone itself (``tz`` in the context, or on its own
user), and a notice would end in Kiritimati while people here still read it. So no rule asks ``context_today``, the
clock of the server or the zone of a user; ``tests/test_clock.py`` looks for it. Where a screen only *filters* what is
shown anyway, Odoo's own "today" (the reader's) may stay.

The time zone is that of the company's working hours (``resource.calendar``): the calendar by which working days are
counted names the zone, so that a term and the day it ends on cannot disagree. A company without one counts in UTC,
which is nobody's choice and everybody's clock: the same for each who asks.
"""

from datetime import datetime, time, timedelta

import pytz
from odoo import api, models, tools
from odoo.fields import Domain


def today_of(about):
    """Today (a date) where the company of ``about`` works.

    :param about: one record with a company, a company, or a model or empty records: the company that is chosen.
    """
    return datetime.now(_zone(about)).date()


def by_today(records):
    """{today where the company works: records of it}, for a step that is dated by the server and taken by many."""
    return records.grouped(today_of)


def day_of(about, moment):
    """The day on which ``moment`` (UTC without a zone, as Odoo stores it) was where the company of ``about`` works."""
    return pytz.utc.localize(moment).astimezone(_zone(about)).date() if moment else None


def moment_of(about, day, hour):
    """The moment (UTC without a zone, as Odoo stores it) of ``hour`` (17.5: half past five) on ``day``, where the
    company of ``about`` works; to the minute.
    """
    if not day:
        return None
    there = datetime.combine(day, time()) + timedelta(minutes=round(hour * 60))
    return _zone(about).localize(there).astimezone(pytz.utc).replace(tzinfo=None)


def told_there(about, moment):
    """``moment`` (UTC without a zone) in words, as the clocks of the company of ``about`` show it."""
    return f"{pytz.utc.localize(moment).astimezone(_zone(about)):%Y-%m-%d %H:%M}"


def on_the_day(env, condition, company="company_id"):
    """A domain that holds for each company on its own day.

    :param condition: function from a day to a domain.
    :param company: path of the field by which a record belongs to its company.
    """
    companies = {}
    for company_id, zone in env["res.company"]._zones().items():
        companies.setdefault(_now(zone), []).append(company_id)
    if len(companies) == 1:
        return Domain(condition(next(iter(companies))))
    return Domain.OR(Domain(company, "in", ids) & Domain(condition(day)) for day, ids in companies.items())


def _now(zone):
    return datetime.now(pytz.timezone(zone)).date()


def _zone(about):
    env = about.env
    if about._name == "res.company":
        company = about
    else:
        company = about.sudo().company_id if about and "company_id" in about._fields else env["res.company"]
    return pytz.timezone(env["res.company"]._zones().get((company or env.company).id, "UTC"))


class ResCompany(models.Model):
    _inherit = "res.company"

    @api.model
    @tools.ormcache()
    def _zones(self):
        """{id of a company: name of the time zone of its working hours}; read once, for rules ask at every access."""
        companies = self.sudo().with_context(active_test=False).search([("id", "!=", False)])
        return {company.id: company.resource_calendar_id.tz or "UTC" for company in companies}

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        self.env.registry.clear_cache()
        return companies

    def write(self, vals):
        result = super().write(vals)
        if "resource_calendar_id" in vals:
            self.env.registry.clear_cache()
        return result


class ResourceCalendar(models.Model):
    _inherit = "resource.calendar"

    def write(self, vals):
        result = super().write(vals)
        if "tz" in vals:
            self.env.registry.clear_cache()
        return result
