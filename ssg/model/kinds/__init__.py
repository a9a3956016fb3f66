"""The typed front matter of each kind; one file a kind, same names in ``read/kinds`` and ``plan``."""
