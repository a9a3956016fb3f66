"""Layer 1: a page becomes bytes. Pure."""
