"""The fictional county 云岭县: places, names, people; ``tools/make_county.py`` writes the files."""
