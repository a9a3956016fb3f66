"""Blocks between ``::: name`` and ``:::``; one file each, named in ``container.DIRECTIVES``."""
