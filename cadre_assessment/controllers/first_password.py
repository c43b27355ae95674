"""The page on which whoever logs in with a first password chooses his own."""

from odoo import http
from odoo.addons.web.controllers.home import Home
from odoo.http import request
from odoo.service import security

SHORTEST = 8
PAGE = "/cadre/first-password"


class FirstPasswordController(Home):
    @http.route()
    def web_client(self, s_action=None, **kw):
        """Nothing else is shown before the first password is changed."""
        if request.db and request.session.uid:
            user = request.env["res.users"].sudo().browse(request.session.uid)
            if user.exists().cadre_first_password and security.check_session(request.session, request.env, request):
                return request.redirect(PAGE, 303)
        return super().web_client(s_action, **kw)

    @http.route(PAGE, type="http", auth="user", methods=["GET", "POST"], readonly=False, sitemap=False)
    def first_password(self, new=None, again=None, **_kw):
        """Choose a password; it is hashed as every other one."""
        user = request.env.user
        if not user.sudo().cadre_first_password:
            return request.redirect("/odoo", 303)
        doubt = ""
        if request.httprequest.method == "POST":
            doubt = self._doubt(user, (new or "").strip(), (again or "").strip())
            if not doubt:
                user._change_password(new.strip())
                request.env.flush_all()
                request.env.registry.clear_cache()
                request.session.session_token = security.compute_session_token(request.session, request.env)
                return request.redirect("/odoo", 303)
        response = request.render(
            "cadre_assessment.first_password",
            {"doubt": doubt, "who": user._cadre_name(), "login": user.login, "shortest": SHORTEST},
        )
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Frame-Options"] = "DENY"
        return response

    @staticmethod
    def _doubt(user, new, again):
        """What is wrong with the new password, in words; nothing when it is good."""
        env = user.env
        if len(new) < SHORTEST:
            return env._("Too short: at least %(count)s characters.", count=SHORTEST)
        if new != again:
            return env._("The two are not the same.")
        if user.login.lower() in new.lower() or new.isdigit() or len(set(new)) < 4:
            return env._("Too easy to guess: not your login, not digits only, at least four different characters.")
        if user._is_first_password(new):
            return env._("This is the first password: choose another one.")
        return ""
