"""Attribute lists ``{: .wide #id}`` may set what an editor may write in HTML, and nothing else."""

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ssg.read.markdown.notebook import Notebook, text_needle
from ssg.read.markdown.sanitise import is_allowed


class AttributeLists(Treeprocessor):
    """Python-Markdown's own, imported for the first document that is asked for one: most have none."""

    def run(self, root: etree.Element) -> None:
        """Change the tree in place."""
        from markdown.extensions.attr_list import AttrListTreeprocessor

        AttrListTreeprocessor(self.md).run(root)


class AllowedAttributes(Treeprocessor):
    """Drops every other attribute, with a warning."""

    def __init__(self, md: Markdown, notebook: Notebook) -> None:
        super().__init__(md)
        self.notebook = notebook

    def run(self, root: etree.Element) -> None:
        """Change the tree in place."""
        for element in root.iter():
            for name in [name for name in element.attrib if not is_allowed(element.tag, name)]:
                del element.attrib[name]
                self.notebook.warn("attribute-dropped", text_needle(name), attribute=name, tag=element.tag)
            for name, value in element.attrib.items():
                # A word without "=" is kept by Python-Markdown as an attribute without a value.
                if value is None:
                    element.set(name, "")
