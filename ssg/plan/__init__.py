"""Layer 1: documents become the pages of the site. Pure; one file per feature."""
