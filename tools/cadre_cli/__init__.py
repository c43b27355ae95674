"""The modules behind ./cadre: standard library only, so that the command runs on a machine with nothing but Python."""
