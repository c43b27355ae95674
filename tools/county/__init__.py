"""How is the fictional county 云岭县 made up?  places, names, people; ``tools/make_county.py`` writes the files."""
