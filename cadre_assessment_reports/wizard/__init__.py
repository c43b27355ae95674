from . import print_set
