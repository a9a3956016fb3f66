"""What a picture is found to be, and what is made of it; looked at in the bytes that come out."""

import io

import pytest
from PIL import Image, ImageCms

from ssg.edge.pictures.imaging import Bases, UnreadableError, look_at, make_picture
from ssg.model.picture import AVIF, BMP, GIF, JPEG, PNG, WEBP, Box, FileFacts, PictureFacts, PictureRecipe
from tests.pictures import (
    TURNS,
    UPRIGHT,
    animation,
    camera_jpeg,
    camera_png,
    camera_webp,
    corners,
    opened,
    png_header,
    quarters,
    saved,
    secrets_in,
)

TYPE_BY_NAME = {"JPEG": JPEG, "PNG": PNG, "GIF": GIF, "WEBP": WEBP, "AVIF": AVIF, "BMP": BMP}
MADE = [PictureRecipe(kind, 60, 40, None, 80) for kind in (JPEG, WEBP, AVIF)] + [PictureRecipe(PNG, 60, 40)]


def make(data: bytes, media_type: str, recipe: PictureRecipe) -> bytes:
    facts = look_at(data, media_type, 80)
    assert facts.picture is not None, facts
    return make_picture(data, media_type, recipe, Bases(data, media_type, facts.picture.width))


@pytest.mark.parametrize("orientation", TURNS)
@pytest.mark.parametrize(
    "recipe", [PictureRecipe(JPEG), *MADE], ids=lambda recipe: f"{recipe.media_type}{recipe.width}"
)
def test_a_photograph_comes_out_upright_and_says_nothing(orientation: int, recipe: PictureRecipe) -> None:
    data = camera_jpeg(orientation)
    made = make(data, JPEG, recipe)
    assert corners(made) == UPRIGHT
    assert secrets_in(made) == []
    assert opened(made).size == ((recipe.width, recipe.height) if recipe.width else (120, 80))
    assert opened(made).getexif() == {}


@pytest.mark.parametrize(("make_source", "media_type"), [(camera_png, PNG), (camera_webp, WEBP)])
@pytest.mark.parametrize("orientation", [1, 3, 6])
def test_an_original_of_another_kind_comes_out_upright_too(make_source, media_type, orientation) -> None:
    made = make(make_source(orientation), media_type, PictureRecipe(media_type))
    assert (corners(made), secrets_in(made)) == (UPRIGHT, [])


def test_an_avif_original_loses_what_it_says() -> None:
    from tests.pictures import XMP, exif

    data = saved(quarters(), "AVIF", exif=exif(), xmp=XMP)
    assert secrets_in(data)
    made = make(data, AVIF, PictureRecipe(AVIF))
    assert (corners(made), secrets_in(made)) == (UPRIGHT, [])


def test_an_upright_jpeg_original_is_not_encoded_anew() -> None:
    data = camera_jpeg()
    assert opened(make(data, JPEG, PictureRecipe(JPEG))).tobytes() == opened(data).tobytes()


@pytest.mark.parametrize(("orientation", "size"), [(1, (120, 80)), (3, (120, 80)), (6, (120, 80)), (8, (120, 80))])
def test_width_and_height_are_those_of_the_upright_picture(orientation: int, size: tuple[int, int]) -> None:
    assert look_at(camera_jpeg(orientation), JPEG, 80).picture == PictureFacts(*size)


@pytest.mark.parametrize(
    ("data", "media_type", "facts"),
    [
        (saved(quarters(), "PNG"), PNG, PictureFacts(120, 80, is_flat=True)),
        (saved(quarters(mode="P"), "PNG"), PNG, PictureFacts(120, 80, is_flat=True)),
        (saved(Image.new("RGBA", (9, 8), (1, 2, 3, 128)), "PNG"), PNG, PictureFacts(9, 8, True, True)),
        (saved(Image.new("RGBA", (9, 8), (1, 2, 3, 255)), "PNG"), PNG, PictureFacts(9, 8, False, True)),
        (saved(Image.effect_noise((40, 40), 90).convert("RGB"), "BMP"), BMP, PictureFacts(40, 40, is_flat=True)),
        (saved(Image.radial_gradient("L").convert("CMYK"), "JPEG"), JPEG, PictureFacts(256, 256)),
        (saved(Image.linear_gradient("L").convert("I;16"), "PNG"), PNG, PictureFacts(256, 256, is_flat=True)),
        (animation("GIF"), GIF, PictureFacts(40, 30, is_animated=True)),
        (animation("WEBP"), WEBP, PictureFacts(40, 30, is_animated=True)),
        (animation("PNG"), PNG, PictureFacts(40, 30, is_animated=True)),
    ],
    ids=["drawing", "palette", "alpha", "full alpha", "grey", "cmyk", "16 bits", "gif", "webp", "apng"],
)
def test_a_picture_is_what_its_pixels_say(data: bytes, media_type: str, facts: PictureFacts) -> None:
    assert look_at(data, media_type, 80) == FileFacts(media_type, facts)


@pytest.mark.parametrize("media", ["GIF", "WEBP", "PNG"])
def test_an_animation_stays_whole(media: str) -> None:
    made = make(animation(media), TYPE_BY_NAME[media], PictureRecipe(TYPE_BY_NAME[media]))
    assert opened(made).n_frames == 3
    assert secrets_in(made) == []


@pytest.mark.parametrize("media", ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_picture_that_breaks_off_is_refused(media: str, part: float) -> None:
    data = saved(Image.effect_noise((200, 200), 90).convert("RGB"), media)
    facts = look_at(data[: int(len(data) * part)], TYPE_BY_NAME[media], 80)
    assert facts.picture is None
    assert facts.fault in ("picture-truncated", "picture-unreadable")


def test_an_animation_that_breaks_off_is_refused() -> None:
    assert look_at(animation("GIF")[:-20], GIF, 80).fault == "picture-truncated"


def test_a_bomb_is_refused_by_the_size_that_it_claims() -> None:
    facts = look_at(png_header(30_000, 30_000), PNG, 80)
    assert (facts.picture, facts.fault) == (None, "picture-too-large")
    assert dict(facts.fault_args) == {"megapixels": "900", "most": "80"}


def test_fifty_megapixels_are_few_enough() -> None:
    data = saved(Image.new("L", (8660, 5774), 90), "JPEG", quality=20)
    assert look_at(data, JPEG, 80).picture == PictureFacts(8660, 5774)
    assert opened(make(data, JPEG, PictureRecipe(WEBP, 360, 240, None, 76))).size == (360, 240)
    assert look_at(data, JPEG, 40).fault == "picture-too-large"


def test_sixteen_bits_of_grey_keep_their_shades() -> None:
    source = Image.linear_gradient("L")
    data = saved(source.convert("I").point(lambda value: value * 257).convert("I;16"), "PNG")
    made = opened(make(data, PNG, PictureRecipe(PNG, 256, 256))).convert("L")
    assert max(abs(a - b) for a, b in zip(made.tobytes(), source.tobytes(), strict=True)) <= 1


def test_cmyk_becomes_the_colours_that_a_screen_shows() -> None:
    data = saved(quarters().convert("CMYK"), "JPEG", quality=95, subsampling=0)
    for recipe in MADE:
        made = make(data, JPEG, recipe)
        assert opened(made).mode == "RGB"
        assert corners(made) == UPRIGHT


def test_a_colour_profile_is_applied_and_then_left_out() -> None:
    """Numbers of another colour space have to change, or the picture would show in wrong colours."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    unfit = saved(quarters(), "PNG", icc_profile=profile)
    assert corners(make(unfit, PNG, PictureRecipe(PNG, 120, 80))) == UPRIGHT
    swapped = saved(quarters(), "PNG", icc_profile=swapped_srgb())
    made = make(swapped, PNG, PictureRecipe(PNG, 120, 80))
    assert corners(made)[0] == "lime"
    assert b"iCCP" not in made


def swapped_srgb() -> bytes:
    """Return an sRGB profile whose red and green are exchanged."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    entries = {bytes(data[at : at + 4]): at for at in range(132, 132 + 12 * data[131], 12)}
    red, green = entries[b"rXYZ"], entries[b"gXYZ"]
    data[red : red + 4], data[green : green + 4] = b"gXYZ", b"rXYZ"
    name = data.find("sRGB".encode("utf-16-be"))
    data[name : name + 8] = "GRBs".encode("utf-16-be")
    return bytes(data)


@pytest.mark.parametrize("recipe", MADE, ids=lambda recipe: recipe.media_type)
def test_alpha_is_kept_where_the_format_can_and_else_laid_on_white(recipe: PictureRecipe) -> None:
    data = saved(Image.new("RGBA", (120, 80), (255, 0, 0, 0)), "PNG")
    pixel = opened(make(data, PNG, recipe)).convert("RGBA").getpixel((30, 20))
    assert pixel == (255, 255, 255, 255) if recipe.media_type == JPEG else pixel[3] == 0


def test_a_crop_shows_its_box() -> None:
    box = Box(60, 40, 60, 40)
    made = make(camera_jpeg(6), JPEG, PictureRecipe(JPEG, 30, 20, box, 90))
    assert set(corners(made)) == {"yellow"}
    assert opened(made).size == (30, 20)


def test_a_size_is_the_same_whatever_is_made_beside_it() -> None:
    data = saved(Image.effect_noise((2400, 1600), 90).convert("RGB"), "JPEG")
    alone = [PictureRecipe(WEBP, width, width * 2 // 3, None, 76) for width in (60, 300, 1900)]
    bases = Bases(data, JPEG, 2400)
    together = [make_picture(data, JPEG, recipe, bases) for recipe in reversed(alone)]
    assert together[::-1] == [make(data, JPEG, recipe) for recipe in alone]


def test_formats_of_one_size_are_the_same_one_after_another_and_alone() -> None:
    data = saved(Image.effect_noise((400, 300), 90).convert("RGBA"), "PNG")
    box = Box(10, 10, 200, 150)
    recipes = [PictureRecipe(kind, 100, 75, part, 76) for part in (None, box) for kind in (JPEG, WEBP, JPEG, PNG)]
    bases = Bases(data, PNG, 400)
    assert [make_picture(data, PNG, each, bases) for each in recipes] == [make(data, PNG, each) for each in recipes]


def test_what_is_no_picture_is_refused() -> None:
    for data in (b"", b"\xff\xd8\xff", b"no picture at all", b"\x89PNG\r\n\x1a\n"):
        for media_type in TYPE_BY_NAME.values():
            facts = look_at(data, media_type, 80)
            assert facts.picture is None and facts.fault.startswith("picture-")
    with pytest.raises(UnreadableError):
        make_picture(b"", JPEG, PictureRecipe(JPEG), Bases(b"", JPEG, 1))


def test_a_picture_of_two_pictures_is_the_first() -> None:
    """Many telephones write a second one behind the first (MPO)."""
    file = io.BytesIO()
    quarters().save(file, "MPO", save_all=True, append_images=[Image.new("RGB", (120, 80), "black")], quality=95)
    assert look_at(file.getvalue(), JPEG, 80).picture == PictureFacts(120, 80)
    made = make(file.getvalue(), JPEG, PictureRecipe(JPEG))
    assert (opened(made).format, corners(made), secrets_in(made)) == ("JPEG", UPRIGHT, [])
