"""Whose picture it is may stay, where a site wants it; nothing else that was written beside the pixels does."""

import io
from collections.abc import Mapping
from xml.etree import ElementTree

import pytest
from PIL import Image

from ssg.edge.pictures.credit import MOST_CHARACTERS, NOBODY, Credit, credit_of
from ssg.edge.pictures.imaging import Bases, look_at, make_picture
from ssg.model.picture import AVIF, GIF, JPEG, PNG, WEBP, PictureRecipe
from tests.pictures import (
    UPRIGHT,
    animation,
    corners,
    credited_jpeg,
    credited_png,
    opened,
    quarters,
    saved,
    xmp_packet,
)

CREDIT = Credit(("赵立翠", "李 & 王"), "东昌 <2026>", "本站摄影", "资料室")
XMP = xmp_packet(
    "<dc:creator><rdf:Seq><rdf:li>赵立翠</rdf:li><rdf:li>李 &amp; 王</rdf:li></rdf:Seq></dc:creator>"
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">东昌 &lt;2026></rdf:li><rdf:li>other</rdf:li></rdf:Alt>'
    "</dc:rights><photoshop:Source>资料室</photoshop:Source><photoshop:City>SECRET CITY</photoshop:City>"
    "<exif:GPSLatitude>36,27.5N</exif:GPSLatitude>",
    'photoshop:Credit="本站摄影" xmp:CreatorTool="SECRET PROGRAM"',
)
KEPT = [PictureRecipe(kind, 60, 40, None, 80, keeps_credit=True) for kind in (JPEG, WEBP, AVIF, PNG)]
REMAINS = (b"SECRET", b"GPS", b"Photoshop", b"8BIM", b"36,27", b"MPF\0", b"JFXX")


def make(data: bytes, media_type: str, recipe: PictureRecipe) -> bytes:
    facts = look_at(data, media_type, 80)
    assert facts.picture is not None, facts
    return make_picture(data, media_type, recipe, Bases(data, media_type, facts.picture.width))


def credit_in(data: bytes) -> Credit:
    image = opened(data)
    image.load()
    return credit_of(dict(image.getexif()), image.info)


def fields_in(data: bytes) -> tuple[set[int], set[str]]:
    """Return the tags of Exif and the names of XMP that a picture has."""
    image = opened(data)
    image.load()
    xmp = image.info.get("xmp", b"")
    root = ElementTree.fromstring(xmp) if xmp else ElementTree.Element("none")
    return set(image.getexif()), {each.tag.rpartition("}")[2] for each in root.iter()}


@pytest.mark.parametrize("recipe", [PictureRecipe(JPEG, keeps_credit=True), *KEPT], ids=lambda each: each.media_type)
@pytest.mark.parametrize("orientation", [1, 6])
def test_the_credit_stays_and_nothing_else(recipe: PictureRecipe, orientation: int) -> None:
    data = credited_jpeg(orientation, XMP)
    assert all(secret in data for secret in (b"SECRET", b"GPS", b"Photoshop", b"JFXX"))
    made = make(data, JPEG, recipe)
    assert credit_in(made) == CREDIT
    assert [secret for secret in REMAINS if secret in made] == []
    tags, names = fields_in(made)
    assert tags == {0x013B, 0x8298}
    assert names <= {*("xmpmeta", "RDF", "Description", "creator", "rights", "Credit", "Source", "Seq", "Alt", "li")}
    assert corners(made) == UPRIGHT


def test_an_upright_original_with_a_credit_is_not_encoded_anew() -> None:
    data = credited_jpeg(1, XMP)
    made = make(data, JPEG, PictureRecipe(JPEG, keeps_credit=True))
    assert opened(made).tobytes() == opened(data).tobytes()


@pytest.mark.parametrize(("media", "media_type"), [("PNG", PNG), ("WEBP", WEBP), ("AVIF", AVIF)])
def test_originals_of_other_kinds_keep_it_too(media: str, media_type: str) -> None:
    data = credited_png(XMP) if media == "PNG" else saved(quarters(), media, xmp=XMP, exif=b"", quality=95)
    made = make(data, media_type, PictureRecipe(media_type, keeps_credit=True))
    assert (credit_in(made), corners(made)) == (CREDIT, UPRIGHT)
    assert [secret for secret in REMAINS if secret in made] == []


@pytest.mark.parametrize("media", ["WEBP", "PNG"])
def test_an_animation_with_a_credit_stays_whole(media: str) -> None:
    media_type = {"WEBP": WEBP, "PNG": PNG}[media]
    file = io.BytesIO()
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "lime", "blue")]
    exif = Image.Exif()
    exif[0x8298] = "SITE"
    frames[0].save(file, media, save_all=True, append_images=frames[1:], duration=100, exif=exif)
    made = make(file.getvalue(), media_type, PictureRecipe(media_type, keeps_credit=True))
    assert (opened(made).n_frames, credit_in(made).copyright) == (3, "SITE")


def test_what_has_no_place_for_a_credit_goes_without() -> None:
    made = make(animation("GIF"), GIF, PictureRecipe(GIF, keeps_credit=True))
    assert (opened(made).n_frames, b"SECRET" in made) == (3, False)


def test_without_the_setting_there_is_none() -> None:
    for recipe in (PictureRecipe(JPEG), PictureRecipe(WEBP, 60, 40, None, 80)):
        assert credit_in(make(credited_jpeg(1, XMP), JPEG, recipe)) == NOBODY


def test_a_picture_that_credits_nobody_gets_no_metadata() -> None:
    made = make(saved(quarters(), "JPEG"), JPEG, PictureRecipe(JPEG, keeps_credit=True))
    assert b"Exif" not in made and b"xmpmeta" not in made


def iptc(*pairs: tuple[int, bytes]) -> bytes:
    return b"".join(b"\x1c\x02" + bytes([number]) + len(text).to_bytes(2, "big") + text for number, text in pairs)


SETS = iptc((80, "赵".encode()), (80, "李".encode()), (90, b"CITY"), (110, b"L"), (115, b"S"))


@pytest.mark.parametrize(
    ("exif", "info", "credit"),
    [
        ({0x013B: "Zhao", 0x8298: "(c) Site"}, {}, Credit(("Zhao",), "(c) Site")),
        ({0x013B: "赵立翠".encode().decode("latin-1")}, {}, Credit(("赵立翠",))),
        ({0x013B: "赵立翠".encode("gb18030").decode("latin-1")}, {}, Credit(("赵立翠",))),
        ({0x013B: "赵\u202e立\0翠\n"}, {}, Credit(("赵 立 翠",))),
        ({0x013B: 7, 0x8298: (1, 2)}, {}, NOBODY),
        ({0x8298: "x" * 900}, {}, Credit((), "x" * MOST_CHARACTERS)),
        ({}, {"Author": "赵", "Copyright": "站"}, Credit(("赵",), "站")),
        (
            {0x013B: "other"},
            {"photoshop": {0x0404: SETS}},
            Credit(("赵", "李"), "", "L", "S"),
        ),
        ({}, {"photoshop": {0x0404: iptc((116, b"ok")) + b"\x1c\x02\x50\x00\xffcut"}}, Credit((), "ok")),
        ({}, {"photoshop": {0x0404: b"\x1c\x02"}}, NOBODY),
        ({}, {"photoshop": 3, "xmp": 4}, NOBODY),
        ({}, {"xmp": XMP + b"\0\0\0"}, CREDIT),
        ({}, {"xmp": xmp_packet("<dc:creator>Müller</dc:creator>")}, Credit(("Müller",))),
        ({0x8298: "fallback"}, {"xmp": XMP[:300]}, Credit((), "fallback")),
        (
            {},
            {"xmp": b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + XMP},
            NOBODY,
        ),
        (
            {},
            {"xmp": xmp_packet("<m:Pantry><rdf:Bag><rdf:li><rdf:Description><dc:creator>SECRET</dc:creator>"
                               "</rdf:Description></rdf:li></rdf:Bag></m:Pantry>")},
            NOBODY,
        ),
    ],
)  # fmt: skip
def test_credits_are_found_wherever_programs_write_them(
    exif: Mapping[int, object], info: Mapping[str, object], credit: Credit
) -> None:
    assert credit_of(exif, info) == credit


def test_damaged_metadata_credit_nobody_and_raise_nothing() -> None:
    import random

    numbers, data = random.Random(1), credited_jpeg(1, XMP)
    end = data.index(b"\xff\xdb")
    for _ in range(200):
        damaged = bytearray(data)
        for _ in range(4):
            damaged[numbers.randrange(20, end)] = numbers.randrange(256)
        if look_at(bytes(damaged), JPEG, 80).picture is None:
            continue
        made = make(bytes(damaged), JPEG, PictureRecipe(WEBP, 60, 40, None, 80, keeps_credit=True))
        assert b"GPS" not in made
