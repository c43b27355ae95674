"""Which county does ./cadre demo show, and what happens in its year 2025?

The boundary to demo_inside, which calls this module inside Odoo:

STEPS   list of (key, title, play) in the order of the year. `play(env, data)` gets the superuser's env (language zh_CN,
        time zone Asia/Shanghai) and the folder `data/` as a Path. A step is committed together with its key and never
        runs again; one that raises is rolled back and is where the next ./cadre demo goes on. Users act as
        themselves through env(user=...); the clock is passed in or frozen.
logins  rows (login, password, who) for the table that is printed when the server is up.
"""

STEPS = []


def logins(env):
    """Who can log in: (login, password, role and name) for every user worth trying."""
    return [("admin", "admin", env.ref("base.user_admin").name)]
