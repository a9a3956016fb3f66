"""Markdown → HTML with reference markers, for Chinese prose; start reading at ``adapter.py``."""

from ssg.read.markdown.adapter import render_body

__all__ = ["render_body"]
