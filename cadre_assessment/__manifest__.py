{
    "name": "Cadre Assessment",
    "summary": "Yearly assessment of public-sector staff: work lists, records, ratings, ballots, quotas, decisions",
    "version": "19.0.1.0.0",
    "category": "Human Resources/Assessment",
    "author": "Cadre Team",
    "license": "AGPL-3",
    "depends": ["hr", "hr_holidays", "mail", "base_tier_validation"],
    "external_dependencies": {"python": ["chinesecalendar", "qrcode"]},
    "data": [
        "security/groups.xml",
        "security/organization/ir.model.access.csv",
        "security/organization/rules.xml",
        "security/scheme/ir.model.access.csv",
        "security/scheme/rules.xml",
        "security/cycle/ir.model.access.csv",
        "security/cycle/rules.xml",
        "security/work/ir.model.access.csv",
        "security/work/rules.xml",
        "security/ballot/ir.model.access.csv",
        "security/ballot/rules.xml",
        "security/assessment/ir.model.access.csv",
        "security/assessment/rules.xml",
        "security/consequence/ir.model.access.csv",
        "security/consequence/rules.xml",
        "views/menus.xml",
        # organization
        # scheme
        "data/scheme/categories.xml",
        "data/scheme/scheme_s0.xml",
        # cycle
        # work
        "data/work/mail_activity_type.xml",
        "data/work/tier_definition.xml",
        # ballot
        # assessment
        # consequence
    ],
    "assets": {},
    "application": True,
    "installable": True,
}
