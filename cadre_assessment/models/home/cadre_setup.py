"""From an empty system to the first printed lists: which step comes next, what is there, one button for each."""

from odoo import api, models

from ..office import require_role
from . import checks_server

MANAGER = "cadre_assessment.group_cadre_manager"
ZONE = "Asia/Shanghai"


class CadreSetup(models.AbstractModel):
    """The page is of the organization department and of the administrator, who is one of it when the system is new."""

    _name = "cadre.setup"
    _description = "First Steps"

    @api.model
    def page(self):
        """``[{"code", "title", "done", "text", "remedy", "buttons": [{"label", "action", "method", "primary"}]}]``.

        ``done`` is None where nothing is counted. ``action``: what the button opens; ``method``: what it does here.

        :raises AccessError: the user is not of the organization department.
        """
        self._refuse_others()
        steps = [self._zone(), self._workbook(), self._accounts(), self._regulation()]
        steps += [self._cycle(), self._open(), self._print()]
        first = next((step for step in steps if step["done"] is False), None)
        if first and first["buttons"]:
            first["buttons"][-1]["primary"] = True
        return steps

    @api.model
    def set_zone(self):
        """The working hours of the company are those of China: days end at midnight there."""
        self._refuse_others()
        self.env.company.resource_calendar_id.tz = ZONE
        return self.page()

    @api.model
    def _refuse_others(self):
        require_role(self.env, MANAGER, self.env._("The first steps are for the organization department."))

    @api.model
    def _needed(self):
        """Whether the first page points here: no cycle of the company has been opened yet."""
        return self.env.user.has_group(MANAGER) and not self.env["cadre.cycle"].search_count(
            [("company_id", "=", self.env.company.id), ("state", "!=", "draft")], limit=1
        )

    # -- steps -----------------------------------------------------------------------------------------------------
    @staticmethod
    def _step(code, title, done, text="", remedy="", buttons=()):
        names = ("label", "action", "method")
        found = [dict(zip(names, button, strict=False)) for button in buttons if button]
        return {"code": code, "title": title, "done": done, "text": text, "remedy": remedy, "buttons": found}

    def _zone(self):
        found = checks_server.zone(self.env)
        button = not found.ok and (self.env._("Set the Time of China"), False, "set_zone")
        return self._step("zone", found.title, found.ok, found.text, found.remedy, [button])

    def _workbook(self):
        env, company = self.env, [("company_id", "=", self.env.company.id)]
        units = env["hr.department"].search_count([*company, ("cadre_code", "!=", False)])
        people = env["hr.employee"].search_count([*company, ("staff_number", "!=", False)])
        bodies = env["cadre.body"].search_count(company)
        text = env._(
            "%(units)s departments, %(people)s people, %(bodies)s bodies", units=units, people=people, bodies=bodies
        )
        return self._step(
            "workbook",
            env._("Units, people, bodies, accounts"),
            bool(units and people and bodies),
            text,
            env._("One workbook with a sheet for each. It comes in as a whole, or not at all."),
            [
                (env._("Download the Workbook"), self._download()),
                (env._("Bring In the Workbook"), self._dialog("cadre.setup.import", env._("Bring In the Workbook"))),
            ],
        )

    def _accounts(self):
        env = self.env
        with_account = [("company_id", "=", env.company.id), ("user_id", "!=", False), ("staff_number", "!=", False)]
        count = env["hr.employee"].search_count(with_account)
        used = (
            env["hr.employee"]
            .sudo()
            .search_count(  # a figure: who has a password is the administrator's to know
                [*with_account, "|", ("user_id.cadre_first_password", "=", True), ("user_id.log_ids", "!=", False)]
            )
        )
        text = env._("%(count)s accounts, %(used)s of them with a password", count=count, used=used)
        administrator = env.user._is_admin()
        return self._step(
            "accounts",
            env._("First passwords"),
            bool(count) and used == count,
            text,
            ""
            if administrator
            else env._("Accounts and first passwords are the administrator's: ask him to print the slips."),
            [administrator and count and (env._("Print First Passwords"), False, "slips")],
        )

    @api.model
    def slips(self):
        """The dialogue with the accounts nobody has used yet."""
        self._refuse_others()
        return self.env["cadre.account.slips"]._for_new()

    def _regulation(self):
        env = self.env
        here = [("company_id", "in", [False, env.company.id]), ("state", "=", "active")]
        schemes = env["cadre.scheme"].search_count(here)
        return self._step(
            "regulation",
            env._("The regulation"),
            bool(schemes),
            env._("%(schemes)s schemes in force", schemes=schemes),
            env._(
                "Read one in the gallery, take it as your own draft, change what is yours, put its schemes in force."
            ),
            [(env._("Open the Gallery"), "cadre_assessment.cadre_regulation_edition_action")],
        )

    def _cycle(self):
        env = self.env
        cycles = env["cadre.cycle"].search_count([("company_id", "=", env.company.id)])
        offices = env["cadre.body"].search([("kind", "=", "office"), ("company_id", "=", env.company.id)])
        schemes = env["cadre.scheme"].search_count([("state", "=", "active")])
        unit = offices.unit_id[:1] if len(offices.unit_id) == 1 else offices.unit_id.browse()
        action = {
            "type": "ir.actions.act_window",
            "name": env._("New Cycle"),
            "res_model": "cadre.cycle",
            "views": [(False, "form")],
            "context": {"default_unit_id": unit.id, "default_office_body_id": offices[:1].id if unit else False},
        }
        return self._step(
            "cycle",
            env._("The year and its scheme"),
            bool(cycles),
            env._("%(schemes)s schemes in force, %(cycles)s cycles", schemes=schemes, cycles=cycles),
            env._("Choose one of the schemes and the unit; who is assessed is shown before anything is opened."),
            [
                (env._("Look at the Schemes"), "cadre_assessment.cadre_scheme_action"),
                (env._("Make the Cycle of the Year"), action),
            ],
        )

    def _open(self):
        env = self.env
        company = [("company_id", "=", env.company.id)]
        drafts = env["cadre.cycle"].search([*company, ("state", "=", "draft")])
        opened = env["cadre.cycle"].search_count([*company, ("state", "!=", "draft")], limit=1)
        action = drafts and {
            "type": "ir.actions.act_window",
            "name": drafts[:1].name,
            "res_model": "cadre.cycle",
            "res_id": drafts[:1].id,
            "views": [(False, "form")],
        }
        return self._step(
            "open",
            env._("Open the cycle"),
            bool(opened),
            "",
            env._("Opening makes periods, seats, lists and papers. What is missing is named on the cycle."),
            [drafts and (env._("Go to the Cycle"), action)],
        )

    def _print(self):
        """The room of the forms adds its button (``cadre_assessment_reports``)."""
        env = self.env
        plans = env["cadre.work.plan"].search_count([("company_id", "=", env.company.id)], limit=1)
        buttons = [plans and (env._("Look at the Lists"), "cadre_assessment.cadre_work_plan_action")]
        return self._step(
            "print", env._("Print the work lists"), None, "", env._("They are there once the cycle is open."), buttons
        )

    # -- what buttons open -----------------------------------------------------------------------------------------
    @staticmethod
    def _download():
        return {"type": "ir.actions.act_url", "url": "/cadre_assessment/static/xls/setup.xlsx", "target": "download"}

    @staticmethod
    def _dialog(model, name):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "views": [(False, "form")],
            "target": "new",
        }
