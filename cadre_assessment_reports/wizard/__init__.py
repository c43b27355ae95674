from . import print_set
from . import promotion_report
