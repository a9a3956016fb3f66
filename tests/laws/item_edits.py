"""What an editor does to items: each function makes one edit, chosen by the random numbers it is handed.

The values come from short lists, so that edits meet: an item takes another's title, an address is given away
and taken back, and a build fails now and then.
"""

import re
from random import Random

from tests.laws.bench import Bench
from tests.pictures import animation, camera_jpeg, camera_png, camera_webp

DATED = ("content/news", "content/notices")
ITEMS = ("content/news", "content/guides", "content/bundles", "content/places", "content/notices", "content/pages")
TITLES = ("雨天借伞", "借书证怎么办", "图书证办理", "Open late & more", "早市搬家", "<b>不是</b>标签", "阿姨的窗口")
DATES = (
    "2026-11-18",
    "2026-11-22 08:30",
    "2026-11-23 11:59",
    "2026-11-23 12:30",
    "2026-11-24",
    "2025-03-01",
    "2024-02-29",
)
TODAY = ("2026-11-23", "2026-11-23 11:30", "2026-11-23 11:59")
TAGS = ("[便民]", "[阅读, 便民]", "[天气]", "[]", "[C++, 校园]")
COLUMNS = ("xinwen", "dushu", "读书", "zhengwu")
SLUGS = ("umbrella", "moved", "page", "2026")
ALIASES = ("[/old/hours/]", "[/old/one/, /old/two/]", "[/news/2026/reading/]", "[/tags/]")
RELATED = ("[guide/card]", "[news/2026/umbrella, place/hall]", "[bundle/visit]", "[news/2025/draft]", "[guide/gone]")
NAMES = ("umbrella", "extra", "zebra", "card")
PHOTOGRAPH_PATHS = (
    "content/news/2026/stand.jpg",
    "content/news/2026/page.png",
    "content/guides/map.jpg",
    "static/logo.png",
)
PHOTOGRAPHS = (
    camera_jpeg(1, (420, 300)),
    camera_jpeg(8, (90, 60)),
    camera_png(6),
    camera_webp(),
    animation("GIF"),
    camera_jpeg()[:700],
)
PHOTOGRAPH_LINKS = (
    "![架](stand.jpg)",
    "![页](/news/2026/page.png)",
    "[标志](/logo.png)",
    "![标志](/logo.png)",
    "[架](stand.jpg)",
    "[名单](/notices/trees.pdf)",
)
PHOTOS = ("[{src: stand.jpg, alt: 架, credit: 本站}]", "[{src: page.png, alt: 页, credit: 本站, focus: 10% 90%}]", "[]")
SENTENCES = (
    "今天下雨，带伞。",
    "见{{fact: umbrellas}}和{{fact: cards}}。",
    "## 小标题\n\n又一段。",
    "- 一\n- 二\n\n    代码",
    "外面的图：![图](https://example.com/a.png)",
    "办借书证。",
)
MORE = ("\n又来了一些人。\n", "\n天晴了。\n", "\n**散会**。\n", "  \n")


def edit_body(bench: Bench, random: Random) -> None:
    path = _any_item(bench, random)
    bench.write(path, bench.read(path).rstrip("\n") + f"\n\n{random.choice(SENTENCES)}\n")


def write_on(bench: Bench, random: Random) -> None:
    """Change the text of one or two articles and nothing that another page knows of."""
    for _ in range(random.choice((1, 1, 2))):
        path = _any_item(bench, random, "content/news")
        text = bench.read(path)
        more = random.choice(MORE)
        bench.write(path, text.replace(more, "") if more in text else text.rstrip("\n") + f"\n{more}")


def shorten_body(bench: Bench, random: Random) -> None:
    path = _any_item(bench, random)
    front, end, body = bench.read(path).partition("\n---\n")
    bench.write(path, front + end + "\n\n".join(body.split("\n\n")[:-1]) + "\n")


def retitle(bench: Bench, random: Random) -> None:
    _set(bench, _any_item(bench, random), "title", f'"{random.choice(TITLES)}"')


def change_date(bench: Bench, random: Random) -> None:
    _set(bench, _any_item(bench, random, *DATED), "date", random.choice(DATES))


def state_an_update(bench: Bench, random: Random) -> None:
    _set_or_drop(bench, random, _any_item(bench, random), "updated", random.choice(DATES))


def summarise(bench: Bench, random: Random) -> None:
    _set_or_drop(bench, random, _any_item(bench, random), "summary", random.choice(TITLES[:3]))


def draft(bench: Bench, random: Random) -> None:
    _set_or_drop(bench, random, _any_item(bench, random), "draft", "true")


def expire(bench: Bench, random: Random) -> None:
    _set_or_drop(bench, random, _any_item(bench, random, *DATED), "expires", random.choice(DATES))


def alias(bench: Bench, random: Random) -> None:
    _set_or_drop(bench, random, _any_item(bench, random), "aliases", random.choice(ALIASES))


def tag(bench: Bench, random: Random) -> None:
    _set(bench, _any_item(bench, random, "content/news"), "tags", random.choice(TAGS))


def move_to_column(bench: Bench, random: Random) -> None:
    _set_or_drop(bench, random, _any_item(bench, random, "content/news"), "column", random.choice(COLUMNS))


def relate(bench: Bench, random: Random) -> None:
    _set_or_drop(bench, random, _any_item(bench, random), "related", random.choice(RELATED))


def set_slug(bench: Bench, random: Random) -> None:
    _set_or_drop(bench, random, _any_item(bench, random), "slug", random.choice(SLUGS))


def review(bench: Bench, random: Random) -> None:
    _set(
        bench,
        _any_item(bench, random, "content/guides"),
        "review_by",
        random.choice(("2026-11-22", "2027-05-01", "待补")),
    )


def comment(bench: Bench, random: Random) -> None:
    """Change what no reader sees, which moves every line below it."""
    path = _any_item(bench, random)
    bench.write(path, bench.read(path).replace("---\n", f"---\n# {random.choice(TITLES)}\n", 1))


def add_item(bench: Bench, random: Random) -> None:
    folder = random.choice(("content/news/2026", "content/news/2024", *ITEMS))
    date = f"date: {random.choice(DATES)}\n" if folder.startswith(DATED) else ""
    path = f"{folder}/{random.choice(NAMES)}-{random.randrange(3)}.md"
    bench.write(path, f'---\ntitle: "{random.choice(TITLES)}"\n{date}---\n\n{random.choice(SENTENCES)}\n')


def publish_news(bench: Bench, random: Random) -> None:
    """Add an article of today, which stands in a column and has a tag as others do."""
    path = f"content/news/2026/{random.choice(NAMES)}-{random.randrange(100)}.md"
    head = f'title: "{random.choice(TITLES)}"\ndate: {random.choice(TODAY)}\ncolumn: {random.choice(COLUMNS[:2])}\n'
    bench.write(path, f"---\n{head}tags: {random.choice(TAGS)}\n---\n\n{random.choice(SENTENCES)}\n")


def delete_item(bench: Bench, random: Random) -> None:
    bench.delete(_any_item(bench, random))


def rename_item(bench: Bench, random: Random) -> None:
    """Move an item within its kind; every second time all that name it follow."""
    path = _any_item(bench, random)
    folder, name = path.rpartition("/")[0], random.choice(NAMES)
    if not (bench.root / folder / f"{name}.md").exists():
        (bench.root / path).rename(bench.root / folder / f"{name}.md")
        if random.random() < 0.5:
            _rewrite_references(bench, path.rpartition("/")[2].removesuffix(".md"), name)


def swap_items(bench: Bench, random: Random) -> None:
    """Exchange the texts of two items as moving files does: each keeps its size and its time."""
    folder = random.choice(ITEMS)
    one, other = (bench.root / _any_item(bench, random, folder) for _ in range(2))
    spare = bench.root / "spare"
    one.rename(spare)
    if one != other:
        other.rename(one)
    spare.rename(other)


def change_case(bench: Bench, random: Random) -> None:
    """Rename an item to the same name with a capital letter, or back."""
    path = _any_item(bench, random, "content/pages")
    folder, _, name = path.rpartition("/")
    (bench.root / path).rename(bench.root / folder / name.swapcase().replace(".MD", ".md"))


def edit_picture(bench: Bench, random: Random) -> None:
    path = random.choice(bench.paths("content", ".svg") or ["content/news/2026/umbrella.svg"])
    note = random.choice(("", "<metadata>甲</metadata>", "<!-- 乙 -->") * 3 + ("<script/>", "<g>"))
    title = random.choice(TITLES[:3])
    bench.write(path, f'<svg xmlns="http://www.w3.org/2000/svg">{note}<title>{title}</title></svg>\n')


def replace_photograph(bench: Bench, random: Random) -> None:
    """Put other bytes in a photograph's place: turned, of another kind, broken, or those of another one."""
    path = random.choice(PHOTOGRAPH_PATHS)
    (bench.root / path).write_bytes(random.choice(PHOTOGRAPHS))


def name_photograph(bench: Bench, random: Random) -> None:
    path = _any_item(bench, random, "content/news", "content/guides")
    bench.write(path, bench.read(path).rstrip("\n") + f"\n\n{random.choice(PHOTOGRAPH_LINKS)}\n")


def feature_photograph(bench: Bench, random: Random) -> None:
    _set_or_drop(bench, random, _any_item(bench, random, "content/news"), "photos", random.choice(PHOTOS))


def delete_picture(bench: Bench, random: Random) -> None:
    for path in bench.paths("content", random.choice((".svg", ".jpg", ".png")))[:1]:
        bench.delete(path)


def edit_download(bench: Bench, random: Random) -> None:
    bench.write("content/notices/trees.pdf", "%PDF-1.4\n" + "x" * random.choice((0, 1, 5000)))


def edit_static(bench: Bench, random: Random) -> None:
    path = random.choice(("robots-note.txt", "a/b.txt", ".well-known/x", "a"))
    # "a" is now a file, now a folder.
    for other in bench.paths("static/a") if path == "a" else ("static/a",) if path == "a/b.txt" else ():
        if (bench.root / other).is_file():
            bench.delete(other)
    if path == "a" and (bench.root / "static/a").is_dir():
        (bench.root / "static/a").rmdir()
    bench.write(f"static/{path}", random.choice(TITLES))


def delete_static(bench: Bench, random: Random) -> None:
    for path in bench.paths("static")[:1]:
        bench.delete(path)


def edit_front(bench: Bench, random: Random) -> None:
    """Write, change or remove the text of a section's front page."""
    path = f"{random.choice(ITEMS)}/index.md"
    if (bench.root / path).exists() and random.random() < 0.4:
        bench.delete(path)
    else:
        bench.write(
            path, f'---\ntitle: "{random.choice(TITLES)}"\ndate: 2025-01-01\n---\n\n{random.choice(SENTENCES)}\n'
        )


def break_item(bench: Bench, random: Random) -> None:
    path = _any_item(bench, random)
    fault = random.choice(("titel: 错\n", "tags: [没有关\n", "date: 2026-02-30\n", "expires: 明天\n"))
    bench.write(path, bench.read(path).replace("---\n", f"---\n{fault}", 1))


ITEM_EDITS = (
    *(
        edit_body,
        edit_body,
        write_on,
        write_on,
        shorten_body,
        retitle,
        retitle,
        change_date,
        change_date,
        state_an_update,
        summarise,
    ),
    *(draft, expire, alias, tag, tag, move_to_column, relate, set_slug, review, comment, comment),
    *(add_item, add_item, publish_news, publish_news, delete_item, rename_item, rename_item, swap_items, change_case),
    *(replace_photograph, replace_photograph, name_photograph, feature_photograph),
    *(edit_picture, delete_picture, edit_download, edit_static, delete_static, edit_front, break_item),
)
"""An edit that stands twice is made twice as often."""


def _any_item(bench: Bench, random: Random, *folders: str) -> str:
    """Return the path of an item; where none is left, one is written first."""
    folder = random.choice(folders or ITEMS)
    paths = [path for path in bench.paths(folder, ".md") if not path.endswith("/index.md")]
    if paths:
        return random.choice(paths)
    bench.write(f"{folder}/first.md", "---\ntitle: 头一篇\ndate: 2026-11-01\n---\n\n正文。\n")
    return f"{folder}/first.md"


def _set(bench: Bench, path: str, key: str, value: str) -> None:
    """Give a field of the front matter, which stands on one line, a value."""
    start, front, body = _parted(bench.read(path))
    lines = [line for line in front.splitlines() if not line.startswith(f"{key}:")]
    bench.write(path, start + "\n".join((*lines, f"{key}: {value}")) + body)


def _set_or_drop(bench: Bench, random: Random, path: str, key: str, value: str) -> None:
    start, front, body = _parted(bench.read(path))
    lines = [line for line in front.splitlines() if not line.startswith(f"{key}:")]
    if random.random() < 0.6:
        lines.append(f"{key}: {value}")
    bench.write(path, start + "\n".join(lines) + body)


def _parted(text: str) -> tuple[str, str, str]:
    """Return the opening line, the front matter and, from its closing line on, the rest."""
    front, end, body = text.removeprefix("---\n").partition("\n---")
    return "---\n", front, end + body


def _rewrite_references(bench: Bench, old: str, new: str) -> None:
    for path in bench.paths("content", ".md"):
        text = bench.read(path)
        bench.write(path, re.sub(rf"(?<=/){re.escape(old)}\b|(?<=\(){re.escape(old)}(?=\.md)", new, text))
