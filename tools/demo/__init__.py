"""The demo: a sample county, and one whole year played by the people whose work it is."""
