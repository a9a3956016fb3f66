"""Pictures made for tests: photographs with all that cameras and programs write beside the pixels, and odd ones."""

import io
import random
import struct
import zlib

from PIL import Image, ImageChops, ImageDraw
from PIL.PngImagePlugin import PngInfo

SECRETS = (
    b"Exif",
    b"GPS",
    b"SECRET",
    b"Photoshop",
    b"xpacket",
    b"x:xmpmeta",
    b"http://ns.adobe.com",
    b"eXIf",
    b"MPF\0",
)
"""None of these may stand in anything that is published."""
XMP = b"<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET GPS 36.45</x:xmpmeta><?xpacket end='w'?>"
TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT = "red", "lime", "blue", "yellow"
"""Colours of the quarters of a picture that is seen upright."""
TURNS = {
    1: (),
    2: (Image.Transpose.FLIP_LEFT_RIGHT,),
    3: (Image.Transpose.ROTATE_180,),
    4: (Image.Transpose.FLIP_TOP_BOTTOM,),
    5: (Image.Transpose.TRANSPOSE,),
    6: (Image.Transpose.ROTATE_90,),
    7: (Image.Transpose.TRANSVERSE,),
    8: (Image.Transpose.ROTATE_270,),
}
"""What was done to an upright picture by a camera that then wrote this orientation."""


def plain_picture(media: str = "JPEG", colour: str = "#888888", size: tuple[int, int] = (48, 32)) -> bytes:
    """Return a picture of one colour."""
    return saved(Image.new("RGB", size, colour), media)


def saved(image: Image.Image, media: str, **options: object) -> bytes:
    file = io.BytesIO()
    image.save(file, media, **options)
    return file.getvalue()


def quarters(size: tuple[int, int] = (120, 80), mode: str = "RGB") -> Image.Image:
    """Return an upright picture whose four quarters can be told apart."""
    width, height = size
    image = Image.new("RGB", size, TOP_LEFT)
    draw = ImageDraw.Draw(image)
    draw.rectangle((width // 2, 0, width, height // 2 - 1), TOP_RIGHT)
    draw.rectangle((0, height // 2, width // 2 - 1, height), BOTTOM_LEFT)
    draw.rectangle((width // 2, height // 2, width, height), BOTTOM_RIGHT)
    return image.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    """Return what a telephone writes: its name, where it was, how it was held."""
    tags = Image.Exif()
    tags[0x010F] = "SECRETPHONE"
    tags[0x013B] = "SECRET NAME"
    tags[0x0112] = orientation
    place = tags.get_ifd(0x8825)
    place[1], place[2], place[3], place[4] = "N", (36.0, 27.0, 1.5), "E", (115.0, 59.0, 2.5)
    return tags


def segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def camera_jpeg(orientation: int = 1, size: tuple[int, int] = (120, 80), **options: object) -> bytes:
    """Return a JPEG with EXIF and GPS, XMP, IPTC, a comment, thumbnails and a second picture after its end."""
    image = quarters(size)
    for turn in TURNS[orientation]:
        image = image.transpose(turn)
    data = saved(image, "JPEG", exif=exif(orientation), quality=95, subsampling=0, **options)
    thumbnail = saved(image.resize((16, 16)), "JPEG", comment=b"SECRET")
    extra = (
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
        segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0cSECRET CITY1"),
        segment(0xE0, b"JFXX\0\x10" + thumbnail),
        segment(0xE2, b"MPF\0SECRET"),
        segment(0xFE, b"SECRET COMMENT"),
    )
    return data[:2] + b"".join(extra) + data[2:] + thumbnail + b"SECRET"


def xmp_packet(properties: str, attributes: str = "") -> bytes:
    """Return XMP that says ``properties``, elements, and ``attributes``."""
    spaces = {
        "dc": "http://purl.org/dc/elements/1.1/",
        "photoshop": "http://ns.adobe.com/photoshop/1.0/",
        "exif": "http://ns.adobe.com/exif/1.0/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "m": "http://ns.adobe.com/xap/1.0/mm/",
    }
    named = " ".join(f'xmlns:{name}="{space}"' for name, space in spaces.items())
    return (
        "<?xpacket begin='\ufeff'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        f"<rdf:Description rdf:about='' {named} {attributes}>{properties}</rdf:Description></rdf:RDF></x:xmpmeta>"
        "<?xpacket end='w'?>"
    ).encode()


def credited_jpeg(orientation: int, xmp: bytes) -> bytes:
    """Return a JPEG of ``camera_jpeg`` whose XMP is ``xmp`` instead."""
    old, new = (segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + packet) for packet in (XMP, xmp))
    data = camera_jpeg(orientation)
    assert old in data
    return data.replace(old, new)


def credited_png(xmp: bytes) -> bytes:
    """Return a PNG with ``xmp`` behind its pixels, where some programs write it, and other texts before them."""
    data = saved(quarters(), "PNG", exif=exif())
    return data[:-12] + _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp) + data[-12:]


def camera_png(orientation: int = 1, **options: object) -> bytes:
    """Return a PNG with EXIF, XMP, texts and a time."""
    image = quarters(mode=str(options.pop("mode", "RGB")))
    for turn in TURNS[orientation]:
        image = image.transpose(turn)
    texts = PngInfo()
    texts.add_text("Author", "SECRET")
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    texts.add(b"tIME", b"\x07\xea\x0b\x17\x0c\x00\x00")
    return saved(image, "PNG", pnginfo=texts, exif=exif(orientation), **options)


def camera_webp(orientation: int = 1) -> bytes:
    image = quarters()
    for turn in TURNS[orientation]:
        image = image.transpose(turn)
    return saved(image, "WEBP", exif=exif(orientation), xmp=XMP, lossless=True)


def animation(media: str = "GIF", frames: int = 3, size: tuple[int, int] = (40, 30)) -> bytes:
    """Return an animation with a comment or metadata."""
    images = [Image.new("RGB", size, colour) for colour in ("red", "lime", "blue", "yellow")[:frames]]
    notes = {"GIF": {"comment": b"SECRET"}, "WEBP": {"xmp": XMP, "exif": exif()}, "PNG": {"exif": exif()}}[media]
    return saved(images[0], media, save_all=True, append_images=images[1:], duration=100, loop=0, **notes)


def png_header(width: int, height: int) -> bytes:
    """Return a PNG that says how large it is and holds next to nothing: a bomb."""
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0" * 9)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in (*chunks, (b"IEND", b"")))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def corners(data: bytes) -> tuple[str, ...]:
    """Return the nearest of the four colours at each corner: top left, top right, bottom left, bottom right."""
    image = opened(data).convert("RGB")
    width, height = image.size
    places = ((4, 4), (width - 5, 4), (4, height - 5), (width - 5, height - 5))
    known = {"red": (255, 0, 0), "lime": (0, 255, 0), "blue": (0, 0, 255), "yellow": (255, 255, 0)}
    found = []
    for place in places:
        pixel = image.getpixel(place)
        assert isinstance(pixel, tuple)
        found.append(min(known, key=lambda name: sum((a - b) ** 2 for a, b in zip(known[name], pixel, strict=True))))
    return tuple(found)


UPRIGHT = (TOP_LEFT, TOP_RIGHT, BOTTOM_LEFT, BOTTOM_RIGHT)


def secrets_in(data: bytes) -> list[bytes]:
    """Return which of SECRETS stand in a published file."""
    return [secret for secret in SECRETS if secret in data]


def scene(size: tuple[int, int], seed: int) -> Image.Image:
    """Return a picture with as much in it as a photograph: details of all sizes, the finer the fainter."""
    numbers = random.Random(seed)
    width, height = size
    scene = Image.new("L", size, 128)
    for octave in (2, 4, 8, 16, 32, 64, 128, 256, 512, 1024):
        cells = (octave, max(1, octave * height // width))
        layer = Image.frombytes("L", cells, numbers.randbytes(cells[0] * cells[1])).resize(
            size, Image.Resampling.BICUBIC
        )
        share = 0.5 / octave**0.25
        scene = ImageChops.add(scene, layer.point(lambda value, share=share: int(value * share)), 1, -int(127 * share))
    return Image.merge(
        "RGB", (scene, scene.point(lambda value: value * 0.9 + 12), scene.point(lambda value: 255 - value * 0.8))
    )
