"""Pictures and downloads of a site, looked at in what is published."""

import base64
import re
import shutil
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from tests.pictures import (
    UPRIGHT,
    animation,
    camera_jpeg,
    camera_png,
    camera_webp,
    corners,
    credited_jpeg,
    opened,
    png_header,
    saved,
    secrets_in,
    xmp_packet,
)

pytestmark = pytest.mark.slow

ARTICLE = """
-- content/news/rain.md --
---
title: 下雨了
date: 2026-11-20
---
{body}
"""
PHOTOS = """
-- content/news/rain.md --
---
title: 下雨了
date: 2026-11-20
photos:
  - {{src: a.jpg, alt: 伞, caption: 大厅的伞, credit: 本站, focus: {focus}}}
  - {{src: b.jpg, alt: 雨, credit: 本站}}
---
看图：

![云](c.jpg "天上的云")
"""
Make = Callable[[str], Any]


def pictures_of(html: str) -> list[dict[str, str]]:
    """Return the attributes of each ``<img>``, and those of the ``<source>`` before it under ``srcset``."""
    found = []
    for sources, image in re.findall(r"(?:<picture>(.*?))?<img ([^>]*)>", html):
        attributes = dict(re.findall(r'([a-z]+)="([^"]*)"', image))
        found.append(attributes | {"srcset": " ".join(re.findall(r'srcset="([^"]*)"', sources))})
    return found


def files_of(srcset: str) -> list[tuple[str, int]]:
    return [(url, int(width)) for url, width in re.findall(r"(\S+) (\d+)w", srcset)]


def test_nothing_that_is_published_tells_where_it_was_taken(make_site: Make) -> None:
    site = make_site(ARTICLE.format(body="![雨](a.jpg)\n\n[原图](a.jpg)、[图](b.png)、[动图](c.gif)"))
    site.write("content/news/a.jpg", camera_jpeg(6, (1500, 1000)))
    site.write("content/news/b.png", camera_png(3))
    site.write("content/news/c.gif", animation("GIF"))
    site.write("static/d.jpg", camera_jpeg(8))
    site.write("static/deep/e.webp", camera_webp())
    site.write("static/named-wrongly.png", camera_jpeg())
    site.write("static/no-ending", camera_jpeg())
    site.write("themes/default/assets/f.jpg", camera_jpeg())
    assert site.build().exit_code == 0
    outputs = site.outputs()
    assert [path for path, data in outputs.items() if path != ".ssg-manifest" and secrets_in(data)] == []
    for path in ("news/a.jpg", "news/b.png", "d.jpg", "deep/e.webp", "no-ending"):
        assert corners(outputs[path]) == UPRIGHT, path
    assert opened(outputs["news/c.gif"]).n_frames == 3


def test_a_drawing_tells_nothing_but_what_it_shows(make_site: Make) -> None:
    photograph, camera = base64.b64encode(camera_jpeg()), b"<!-- SECRET --><metadata>SECRET</metadata>"
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4">%s<image href="data:image/jpeg;base64,%s"/></svg>'
    )
    site = make_site(ARTICLE.format(body="![画](a.svg)\n\n[原图](b.svg)"))
    for path in ("content/news/a.svg", "content/news/b.svg", "static/c.svg", "themes/default/assets/d.svg"):
        site.write(path, drawing % (camera, photograph))
    assert site.build().exit_code == 0
    outputs = site.outputs()
    drawings = [data for path, data in outputs.items() if path.endswith(".svg") and "favicon" not in path]
    assert len(drawings) == 4
    for data in drawings:
        found = re.fullmatch((drawing % (b"", b"(.*)")), data)
        assert found and secrets_in(data) == []
        inside = base64.b64decode(found[1])
        assert (corners(inside), secrets_in(inside)) == (UPRIGHT, [])
    shutil.rmtree(site.root / ".ssg")
    site.build(clean=True)
    assert site.outputs() == outputs


@pytest.mark.parametrize("path", ["content/news/a.svg", "static/a.svg"])
@pytest.mark.parametrize("inside", ["<g>", '<image href="data:image/png;base64,AAAA"/>'])
def test_a_drawing_that_no_browser_shows_is_named(make_site: Make, path: str, inside: str) -> None:
    site = make_site(ARTICLE.format(body="![画](a.svg)" if path.startswith("content") else "字。"))
    site.write(path, f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>')
    for _ in range(2):
        result = site.build()
        assert (result.codes, result.exit_code) == (["picture-unreadable"], 1)


def test_a_plain_drawing_is_read_once_and_one_with_a_script_is_named_each_time(
    make_site: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ssg import sources

    read: list[str] = []
    original = sources.read_source
    monkeypatch.setattr(sources, "read_source", lambda root, path: read.append(path) or original(root, path))
    site = make_site(ARTICLE.format(body="![画](a.svg)"))
    site.write("content/news/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>')
    assert site.build().codes == []
    site.edit("content/news/rain.md", "下雨了", "晴天")
    assert site.build().codes == []
    assert not [path for path in read if path.endswith(".svg")]
    site.edit("content/news/a.svg", "/>", "><script/></svg>")
    for _ in range(2):
        assert [(each["code"], each["line"]) for each in site.build().diagnostics] == [("active-svg", 1)]


def test_the_credit_stays_where_a_site_asks_for_it(make_site: Make) -> None:
    site = make_site("-- site.yaml --\ntitle: 站\n" + ARTICLE.format(body="![雨](a.jpg)\n\n[原图](a.jpg)"))
    rights = "<dc:rights><rdf:Alt><rdf:li>© 东昌</rdf:li></rdf:Alt></dc:rights><exif:GPSAltitude>9</exif:GPSAltitude>"
    for path in ("content/news/a.jpg", "static/b.jpg"):
        site.write(path, credited_jpeg(6, xmp_packet(rights)))

    def credited() -> list[str]:
        return sorted(path for path, data in site.outputs().items() if "© 东昌".encode() in data)

    site.build()
    assert credited() == []
    site.write("site.yaml", "title: 站\n图片: {署名: 保留}\n")
    assert site.build().exit_code == 0
    pictures = [path for path in site.outputs() if path.startswith("assets/images/")]
    assert pictures
    assert credited() == sorted(["news/a.jpg", "b.jpg", *pictures])
    assert not [path for path, data in site.outputs().items() if b"GPS" in data or b"SECRETPHONE" in data]
    site.write("site.yaml", "title: 站\nimages: {credit: remove}\n")
    site.build()
    assert credited() == []


def test_a_picture_of_a_text_is_offered_in_the_sizes_that_screens_need(make_site: Make) -> None:
    site = make_site(ARTICLE.format(body="![雨中的伞](a.jpg)"))
    site.write("content/news/a.jpg", camera_jpeg(6, (3000, 2000)))
    assert site.build().exit_code == 0
    (image,) = pictures_of(site.html("/news/rain/"))
    assert (image["alt"], image["width"], image["height"]) == ("雨中的伞", "1080", "720")
    assert [width for _, width in files_of(image["srcset"])] == [360, 720, 1080]
    outputs = site.outputs()
    for url, width in files_of(image["srcset"]):
        made = opened(outputs[url.removeprefix("/")])
        assert (made.format, made.width, round(width * 2 / 3)) == ("WEBP", width, made.height)
    assert opened(outputs[image["src"].removeprefix("/")]).format == "JPEG"


def test_the_first_picture_is_loaded_at_once_and_the_others_when_they_are_near(make_site: Make) -> None:
    site = make_site(PHOTOS.format(focus="中"))
    for name in "abc":
        site.write(f"content/news/{name}.jpg", camera_jpeg(size=(900, 600)))
    assert site.build().exit_code == 0
    images = pictures_of(site.html("/news/rain/"))
    assert [(image["alt"], image.get("loading", "eager")) for image in images] == [
        *(("伞", "eager"), ("云", "lazy"), ("雨", "lazy"))
    ]
    assert all(image["width"] and image["height"] for image in images)
    html = site.html("/news/rain/")
    assert "大厅的伞" in html and "<figcaption>天上的云</figcaption>" in html


def test_a_small_picture_is_never_made_larger(make_site: Make) -> None:
    site = make_site(ARTICLE.format(body="![伞](a.jpg)"))
    site.write("content/news/a.jpg", camera_jpeg(size=(200, 100)))
    site.build()
    (image,) = pictures_of(site.html("/news/rain/"))
    assert (image["width"], image["height"]) == ("200", "100")
    assert [width for _, width in files_of(image["srcset"])] == [200]


def test_alpha_flat_colours_and_animations_keep_what_they_are(make_site: Make) -> None:
    site = make_site(ARTICLE.format(body="![透](a.png)\n\n![表](b.png)\n\n![动](c.gif)\n\n![画](d.svg)"))
    glass = Image.radial_gradient("L").convert("RGB").resize((800, 800))
    glass.putalpha(Image.linear_gradient("L").resize((800, 800)))
    site.write("content/news/a.png", saved(glass, "PNG"))
    site.write("content/news/b.png", saved(Image.new("RGB", (500, 300), "teal"), "PNG"))
    site.write("content/news/c.gif", animation("GIF"))
    site.write(
        "content/news/d.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><title>d</title></svg>'
    )
    assert site.build().exit_code == 0
    glass_image, table, moving, drawing = pictures_of(site.html("/news/rain/"))
    outputs = site.outputs()
    for url, _ in (*files_of(glass_image["srcset"]), (glass_image["src"], 0)):
        assert opened(outputs[url[1:]]).convert("RGBA").getchannel("A").getextrema()[0] < 255
    assert table["src"].endswith(".png")
    smallest = outputs[files_of(table["srcset"])[0][0][1:]]
    assert b"VP8L" in smallest and opened(smallest).convert("RGB").getpixel((9, 9)) == (0, 128, 128)
    assert (opened(outputs[moving["src"][1:]]).n_frames, moving["srcset"]) == (3, "")
    assert (drawing["src"], drawing["width"], drawing["height"]) == ("/news/d.svg", "60", "40")


def test_formats_and_widths_follow_the_configuration(make_site: Make) -> None:
    site = make_site(
        "-- site.yaml --\ntitle: 站\nimages: {widths: [500, 200], formats: [avif, webp], quality: 60}\n"
        + ARTICLE.format(body="![雨](a.jpg)")
    )
    site.write("content/news/a.jpg", camera_jpeg(size=(900, 600)))
    assert site.build().exit_code == 0
    sources = re.findall(r'<source type="([^"]*)" srcset="([^"]*)"', site.html("/news/rain/"))
    assert [(kind, [width for _, width in files_of(files)]) for kind, files in sources] == [
        *(("image/avif", [200, 500]), ("image/webp", [200, 500]))
    ]
    assert opened(site.outputs()[files_of(sources[0][1])[0][0][1:]]).format == "AVIF"


def test_a_focus_is_what_lists_and_chats_keep(make_site: Make) -> None:
    site = make_site("-- site.yaml --\ntitle: 站\nbase_url: https://example.org\n" + PHOTOS.format(focus="右下"))
    for name in "abc":
        site.write(f"content/news/{name}.jpg", camera_jpeg(size=(2000, 300)))
    assert site.build().exit_code == 0
    outputs = site.outputs()
    (thumbnail,) = pictures_of(site.html("/news/"))
    assert thumbnail["alt"] == ""
    assert set(corners(outputs[thumbnail["src"][1:]])[1::2]) == {"lime", "yellow"}
    shared = re.search(r'property="og:image" content="https://example.org/([^"]*)"', site.html("/news/rain/"))
    assert shared
    image = opened(outputs[shared[1]])
    assert image.format == "JPEG" and abs(image.width / image.height - 1200 / 630) < 0.01
    assert set(corners(outputs[shared[1]])) == {"lime", "yellow"}


@pytest.mark.parametrize("written", ["左上角", "120% 10%", "50", "[1, 2]", "左右"])
def test_a_focus_that_is_none_is_named(make_site: Make, written: str) -> None:
    site = make_site(PHOTOS.format(focus=f'"{written}"' if "[" not in written else written))
    for name in "abc":
        site.write(f"content/news/{name}.jpg", camera_jpeg())
    assert site.build().codes == ["bad-focus"]


@pytest.mark.parametrize(
    ("name", "data", "severity", "code"),
    [
        ("a.jpg", camera_jpeg()[:900], "error", "picture-truncated"),
        ("a.png", png_header(30_000, 30_000), "error", "picture-too-large"),
        ("a.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "error", "picture-not-cleanable"),
        ("a.tif", b"II*\0\x08\0\0\0", "error", "picture-not-cleanable"),
        ("a.jpg", b"just words", "error", "not-a-picture"),
        ("a.pdf", b"%PDF-1.4\n", "error", "not-a-picture"),
        ("a.jpg", b"version https://git-lfs.github.com/spec/v1\n", "error", "not-a-picture"),
        ("a.jpg", b"", "error", "file-empty"),
        ("a.png", camera_jpeg(), "warning", "picture-mislabelled"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><title>x</title></svg>', "warning", "svg-without-size"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_named(
    make_site: Make, name: str, data: bytes, severity: str, code: str
) -> None:
    site = make_site(ARTICLE.format(body=f"![图]({name})"))
    site.write(f"content/news/{name}", data)
    result = site.build()
    found = [(each["severity"], each["code"]) for each in result.diagnostics if each["code"] != "unused-file"]
    assert found == [(severity, code)]
    assert result.exit_code == (1 if severity == "error" else 0)
    # An unchanged picture is not opened again, and its fault is told all the same.
    assert site.build().diagnostics == result.diagnostics


def test_limits_come_from_the_configuration(make_site: Make) -> None:
    site = make_site("-- site.yaml --\ntitle: 站\nimages: {max_megapixels: 1}\n" + ARTICLE.format(body="![图](a.jpg)"))
    site.write("content/news/a.jpg", saved(Image.new("L", (1100, 1000)), "JPEG"))
    assert site.build().codes == ["picture-too-large"]
    site.edit("site.yaml", "max_megapixels: 1", "max_megapixels: 2")
    assert site.build().codes == []
    site.write("static/big.png", b"\x89PNG\r\n\x1a\n" + bytes(1_100_000))
    site.edit("site.yaml", "max_megapixels: 2", "max_mb: 1")
    assert site.build().codes == ["picture-too-heavy"]


@pytest.mark.parametrize(
    ("name", "data", "severity", "code"),
    [
        ("form.pdf", b"<html>", "warning", "file-mislabelled"),
        ("form.pdf", b"", "error", "file-empty"),
        ("form.pdf", b"version https://git-lfs.github.com/spec/v1\n", "error", "file-is-pointer"),
        ("form.pdf", b"%PDF-1.7\n" + bytes(1_200_000), "warning", "file-too-heavy"),
        ("form.docx", b"PK\x03\x04", "warning", "office-file-alone"),
        ("photo.jpg", camera_jpeg()[:600], "error", "picture-truncated"),
    ],
)
def test_a_download_that_fails_its_readers_is_named(
    make_site: Make, name: str, data: bytes, severity: str, code: str
) -> None:
    site = make_site("-- site.yaml --\ntitle: 站\ndownloads_max_mb: 1\n" + ARTICLE.format(body=f"[下载]({name})"))
    site.write(f"content/news/{name}", data)
    assert [(each["severity"], each["code"]) for each in site.build().diagnostics] == [(severity, code)]


def test_a_link_to_a_download_tells_its_type_and_size_as_they_are_now(make_site: Make) -> None:
    site = make_site(ARTICLE.format(body="下载[申请表](form.pdf)，看[原图](a.jpg)，旧表（[Word](old.doc)）。"))
    site.write("content/news/form.pdf", b"%PDF-1.7\n" + bytes(127_991))
    site.write("content/news/a.jpg", camera_jpeg())
    site.write("content/news/old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    site.build()
    html = site.html("/news/rain/")
    assert '<a href="/news/form.pdf">申请表（PDF，128 KB）</a>，看<a href="/news/a.jpg">原图</a>' in html
    assert '旧表（<a href="/news/old.doc">Word（DOC，8 B）</a>）' in html
    site.write("content/news/form.pdf", b"%PDF-1.7\n" + bytes(2_399_991))
    assert "/news/rain/" in site.build().rendered
    assert "申请表（PDF，2.4 MB）</a>" in site.html("/news/rain/")
    site.write("themes/default/i18n/zh-Hans.yaml", "file: ' [{type} {size}]'\n")
    site.build()
    assert "申请表 [PDF 2.4 MB]</a>" in site.html("/news/rain/")
    site.write("themes/default/i18n/zh-Hans.yaml", "file: ' [{typ}]'\n")
    assert site.build().codes == ["office-file-alone", "template-error"]


def test_an_office_file_with_a_pdf_beside_it_is_in_order(make_site: Make) -> None:
    site = make_site(ARTICLE.format(body="[表格](form.docx)、[同一张表](form.pdf)"))
    site.write("content/news/form.docx", b"PK\x03\x04")
    site.write("content/news/form.pdf", b"%PDF-1.7\n")
    assert site.build().codes == []


def test_the_size_that_an_editor_gave_stays_with_the_picture_s_shape(make_site: Make) -> None:
    site = make_site(ARTICLE.format(body='看<img src="a.jpg" alt="雨" width="150">'))
    site.write("content/news/a.jpg", camera_jpeg(size=(900, 600)))
    site.build()
    (image,) = pictures_of(site.html("/news/rain/"))
    assert (image["width"], image["height"]) == ("150", "100")


def test_a_site_below_a_path_has_its_pictures_there(make_site: Make) -> None:
    site = make_site(ARTICLE.format(body="![雨](a.jpg)"))
    site.write("content/news/a.jpg", camera_jpeg(size=(900, 600)))
    assert site.build(base_url="https://example.org/pre").exit_code == 0
    (image,) = pictures_of(site.html("/news/rain/"))
    assert all(url.startswith("/pre/assets/images/") for url, _ in (*files_of(image["srcset"]), (image["src"], 0)))
    assert site.check(base_url="https://example.org/pre").exit_code == 0


def test_a_replaced_picture_changes_its_pages_and_leaves_nothing_behind(make_site: Make) -> None:
    site = make_site(ARTICLE.format(body="![雨](a.jpg)"))
    site.write("content/news/a.jpg", camera_jpeg(size=(900, 600)))
    site.build()
    before = {path for path in site.outputs() if path.startswith("assets/images/")}
    site.write("content/news/a.jpg", camera_jpeg(3, size=(900, 600)))
    assert "/news/rain/" in site.build().rendered
    after = {path for path in site.outputs() if path.startswith("assets/images/")}
    assert len(after) == len(before) and not after & before
    site.delete("content/news/rain.md")
    site.build()
    assert not [path for path in site.outputs() if path.startswith("assets/images/")]
