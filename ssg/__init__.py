"""A static site generator for public news and service guides."""

__version__ = "0.1.0"
