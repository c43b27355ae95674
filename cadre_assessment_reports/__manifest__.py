{
    "name": "Cadre Assessment: Forms and Workbooks",
    "summary": "Printed A4 forms, XLSX workbooks and dashboards of the cadre assessment",
    "version": "19.0.1.0.0",
    "category": "Human Resources/Assessment",
    "author": "Cadre Team",
    "license": "AGPL-3",
    "depends": ["cadre_assessment", "report_xlsx"],
    "external_dependencies": {"python": ["xlsxwriter"]},
    "data": [
        "report/layout.xml",
        "report/actions.xml",
        "report/actions_cycle.xml",
        "views/cadre_cycle_views.xml",
        "views/dashboard.xml",
    ],
    "auto_install": False,
    "installable": True,
}
