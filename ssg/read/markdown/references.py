"""Links and pictures: addresses inside the site become markers, unsafe ones are dropped (contract, law 6)."""

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ssg.model.document import ReferenceKind
from ssg.read.markdown.addresses import Address, Destination, parse_address
from ssg.read.markdown.elements import is_alone
from ssg.read.markdown.notebook import Notebook, target_needle

Attributes = dict[str, str]


class References(Treeprocessor):
    """Settles the address of each ``a`` and ``img`` that Markdown made."""

    def __init__(self, md: Markdown, notebook: Notebook, remote_images: str) -> None:
        super().__init__(md)
        self.notebook = notebook
        self.remote_images = remote_images

    def run(self, root: etree.Element) -> None:
        """Change the tree in place."""
        for element in list(root.iter()):
            if element.tag == "a" and not element.get("href", "").startswith("#fn"):
                self._settle_link(element)
            elif element.tag == "img":
                self._settle_image(element)
        for paragraph in root.iter("p"):
            if len(paragraph) == 1 and paragraph[0].tag == "img" and is_alone(paragraph[0], paragraph):
                make_figure(paragraph)

    def _settle_link(self, element: etree.Element) -> None:
        attributes = settle_link(dict(element.attrib), self.notebook)
        element.attrib.clear()
        if attributes is None:
            element.tag = "span"
        else:
            element.attrib.update(attributes)

    def _settle_image(self, element: etree.Element) -> None:
        tag, attributes, text = settle_image(dict(element.attrib), self.notebook, self.remote_images)
        element.tag, element.text = tag, text or None
        element.attrib.clear()
        element.attrib.update(attributes)


def settle_link(attributes: Attributes, notebook: Notebook) -> Attributes | None:
    """Return the attributes that a link shall have; None when the link must go and its text stay."""
    if "href" not in attributes:
        return attributes
    address = parse_address(attributes["href"])
    match address.destination:
        case Destination.SITE:
            return attributes | {"href": _refer(ReferenceKind.LINK, address, notebook)}
        case Destination.OUTSIDE:
            return attributes | _outside(attributes, address)
        case Destination.CONTACT:
            return attributes | {"href": address.url}
        case Destination.EMPTY:
            notebook.warn("empty-link", target_needle(address.written))
        case Destination.UNSAFE:
            notebook.fail("unsafe-link", target_needle(address.written), target=address.url)
    return None


def settle_image(attributes: Attributes, notebook: Notebook, remote_images: str) -> tuple[str, Attributes, str]:
    """Return the tag, the attributes and the text that a picture shall have.

    remote_images: "link" makes a picture of another host a plain link, "error" refuses it.
    """
    address = parse_address(attributes.get("src", ""))
    alt = attributes.get("alt", "")
    if address.destination is Destination.SITE:
        mark = _refer(ReferenceKind.IMAGE, address, notebook)
        if not alt.strip():
            notebook.warn("image-without-alt", notebook.last_reference(), target=address.url)
        return "img", attributes | {"src": mark, "alt": alt, "loading": "lazy"}, ""
    if address.destination is Destination.OUTSIDE:
        note = notebook.fail if remote_images == "error" else notebook.warn
        code = "remote-image-refused" if remote_images == "error" else "remote-image"
        note(code, target_needle(address.written), target=address.url)
        return "a", _outside({}, address), alt or address.url
    code = "image-without-source" if address.destination is Destination.EMPTY else "unsafe-link"
    notebook.fail(code, target_needle(address.written), target=address.url)
    return "span", {}, alt


def make_figure(paragraph: etree.Element) -> None:
    """Turn a paragraph that is a picture into a figure; the picture's title is the caption."""
    image = paragraph[0]
    caption = image.attrib.pop("title", "").strip()
    paragraph.tag, paragraph.text, image.tail = "figure", None, None
    if caption:
        etree.SubElement(paragraph, "figcaption").text = caption


def _refer(kind: ReferenceKind, address: Address, notebook: Notebook) -> str:
    return notebook.refer(kind, address.url, target_needle(address.written))


def _outside(attributes: Attributes, address: Address) -> Attributes:
    classes = [*attributes.get("class", "").split(), "external"]
    return {"href": address.url, "class": " ".join(classes), "rel": "external noopener"}
