# What can be tried wherever the addon is installed: odoo --test-tags /cadre_assessment_reports.
from . import test_forms
