# Run wherever the addon is installed: odoo -u cadre_assessment --test-tags /cadre_assessment. The checkout has more.
from . import test_examples
from . import test_office
