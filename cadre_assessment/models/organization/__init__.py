from . import cadre_category
from . import cadre_rank
from . import cadre_body
from . import cadre_education
from . import cadre_family_member
from . import hr_department
from . import hr_version
from . import hr_employee
