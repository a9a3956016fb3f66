"""Layer 1: checks on what was built, one a file. Pure."""
