"""Metadata goes, pixels stay: every byte that is published is looked at."""

import random
from collections.abc import Callable

import pytest

from ssg.edge.pictures.strip import MalformedError, strip_gif, strip_jpeg, strip_png, strip_webp
from tests.pictures import animation, camera_jpeg, camera_png, camera_webp, opened, quarters, saved, secrets_in

PICTURES = [
    pytest.param(strip_jpeg, camera_jpeg(), id="jpeg"),
    pytest.param(strip_jpeg, camera_jpeg(progressive=True), id="progressive jpeg"),
    pytest.param(strip_jpeg, camera_jpeg(restart_marker_blocks=1), id="jpeg with restart marks"),
    pytest.param(strip_png, camera_png(), id="png"),
    pytest.param(strip_png, camera_png(mode="RGBA"), id="png with alpha"),
    pytest.param(strip_png, camera_png(mode="P"), id="png with a palette"),
    pytest.param(strip_png, animation("PNG"), id="animated png"),
    pytest.param(strip_webp, camera_webp(), id="webp"),
    pytest.param(strip_webp, animation("WEBP"), id="animated webp"),
    pytest.param(strip_gif, animation("GIF"), id="animated gif"),
    pytest.param(strip_gif, saved(quarters(), "GIF", comment=b"SECRET"), id="gif"),
]


def frames_of(data: bytes) -> list[bytes]:
    image = opened(data)
    frames = []
    for number in range(getattr(image, "n_frames", 1) if image.format != "MPO" else 1):
        image.seek(number)
        frames.append(image.convert("RGBA").tobytes())
    return frames


@pytest.mark.parametrize(("strip", "data"), PICTURES)
def test_nothing_but_the_picture_is_left(strip: Callable[[bytes], bytes], data: bytes) -> None:
    assert secrets_in(data)
    stripped = strip(data)
    assert secrets_in(stripped) == []
    assert frames_of(stripped) == frames_of(data)
    assert strip(stripped) == stripped


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_colour_profile_stays(kind: str) -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(quarters(), kind, icc_profile=profile)
    stripped = {"JPEG": strip_jpeg, "PNG": strip_png, "WEBP": strip_webp}[kind](data)
    assert opened(stripped).info["icc_profile"] == profile


def test_an_animation_runs_as_often_as_before() -> None:
    assert opened(strip_gif(animation("GIF"))).info["loop"] == 0


@pytest.mark.parametrize(("strip", "data"), PICTURES)
def test_a_picture_that_breaks_off_is_malformed_wherever_it_does(strip: Callable[[bytes], bytes], data: bytes) -> None:
    whole = strip(data)
    for length in [*range(min(len(whole), 400)), *range(400, len(whole) - 1, 97), len(whole) - 1]:
        with pytest.raises(MalformedError):
            strip(whole[:length])


@pytest.mark.parametrize(("strip", "data"), PICTURES)
def test_damaged_bytes_are_malformed_or_stripped_and_nothing_else(strip: Callable[[bytes], bytes], data: bytes) -> None:
    numbers = random.Random(1)
    for _ in range(300):
        damaged = bytearray(data)
        for _ in range(3):
            damaged[numbers.randrange(len(damaged))] = numbers.randrange(256)
        try:
            strip(bytes(damaged))
        except MalformedError:
            continue
