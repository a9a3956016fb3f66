"""What happens to a site beside its items: registers, theme, configuration, clock, output and cache."""

import os
import shutil
from datetime import datetime, timedelta
from random import Random

from msgspec.structs import replace

from ssg.edge.version import packaged_theme_dir
from tests.laws.bench import FOREIGN, Bench
from tests.laws.corpus import CONFIG, REGISTERS, write_files

REGISTER_CHANGES = {
    "columns": (("新闻,", "要闻,"), ("order: 1", "order: 9"), ("dushu:", "zhengwu:"), ("新消息。", "旧消息。")),
    "figures": ((' "30"', ' "31"'), ("unit: 把", "unit: 柄"), ("cards:", "books:"), ("2026-10", "2026-11")),
    "orgs": (("样例图书馆", "新图书馆"), ('"12345"', "待补"), ("library:", "hall:"), ("1 号", "2 号")),
    "terms": (("[借书证]", "[借伞]"), ("gloss: 借书用的证。", "gloss: 证。"), ("library-card", "card")),
}
CONFIG_LINES = {
    "title": ("样例站", "新站名"),
    "description": ("一个小站。", "别的话。"),
    "language": ("zh-Hans", "en"),
    "timezone": ("Asia/Shanghai", "Asia/Urumqi", "America/New_York"),
    "base_url": ("https://example.org", "https://example.org/preview", "https://other.example"),
    "theme": ("mine", "default", "mine"),
    "notice": ("本页为样例。", "示例。"),
    "page_size": ("5", "6"),
    "paragraph": ("gap", "indent"),
    "remote_images": ("link", "error"),
    "noindex": ("true", "false"),
    "search_example": ("借伞",),
    "images": ("{widths: [80, 300]}", "{formats: [], quality: 50}", "{max_megapixels: 1}", "{credit: keep}"),
    "phone": ('"12345"', "待补"),
    "footer": ("{organiser: 样例区, icp: 待补}",),
    "featured_guides": ("[guide/card]", "[guide/seat, guide/card]", "[]"),
    "nav": ("[{title: 新闻, url: /news/}]", "[{title: 搜索, url: /search/}, {title: 关于, url: /pages/}]"),
}
TEMPLATES = (
    "base.html",
    "news.html",
    "guide.html",
    "footer.html",
    "macros.html",
    "feed.xml",
    "listing.html",
    "redirect.html",
)
WORDS = ("plan.news: 消息\n", "plan.news: 要闻\n", "plan.page: 第{n}张\n", "plan.latest: 新\n", "kind.news: 消息\n")


def edit_register(bench: Bench, random: Random) -> None:
    name = random.choice(sorted(REGISTERS))
    old, new = random.choice(REGISTER_CHANGES[name])
    path = f"content/registers/{name}.yaml"
    text = bench.read(path) if (bench.root / path).exists() else REGISTERS[name]
    bench.write(path, text.replace(old, new) if old in text else text.replace(new, old))


def delete_register(bench: Bench, random: Random) -> None:
    for path in random.sample(bench.paths("content/registers"), k=len(bench.paths("content/registers")))[:1]:
        bench.delete(path)


def edit_template(bench: Bench, random: Random) -> None:
    """Lay a changed copy of a packaged template over it."""
    name = random.choice(TEMPLATES)
    text = (packaged_theme_dir() / "templates" / name).read_text(encoding="utf-8")
    mark = random.choice(("<!-- 甲 -->", "<!-- 乙 -->", "{{ t('plan.news') }}"))
    # Before the last tag: at the end of a template that extends another, text would go nowhere.
    head, end, tail = text.rpartition("</")
    bench.write(f"themes/mine/templates/{name}", head + mark + end + tail if end else text)


def break_template(bench: Bench, random: Random) -> None:
    fault = random.choice(("{% if %}", "{{ nobody.knows }}", "{{ asset('none.css') }}"))
    bench.write(f"themes/mine/templates/{random.choice(TEMPLATES)}", f"<p>{fault}</p>\n")


def drop_template(bench: Bench, random: Random) -> None:
    for path in bench.paths("themes/mine/templates")[:2]:
        bench.delete(path)


def edit_asset(bench: Bench, random: Random) -> None:
    name = random.choice(("site.css", "own.css", "favicon.svg"))
    bench.write(f"themes/mine/assets/{name}", f"/* {random.randrange(3)} */\n")


def drop_asset(bench: Bench, random: Random) -> None:
    for path in bench.paths("themes/mine/assets")[:1]:
        bench.delete(path)


def edit_words(bench: Bench, random: Random) -> None:
    language = random.choice(("zh-Hans", "en"))
    bench.write(f"themes/mine/i18n/{language}.yaml", "".join(sorted(set(random.sample(WORDS, k=2)), reverse=True)[:1]))


def edit_config(bench: Bench, random: Random) -> None:
    key = random.choice(sorted(CONFIG_LINES))
    lines = [line for line in bench.read("site.yaml").splitlines() if not line.startswith(f"{key}:")]
    lines.append(f"{key}: {random.choice(CONFIG_LINES[key])}")
    bench.write("site.yaml", "\n".join(lines) + "\n")


def reset_config(bench: Bench, random: Random) -> None:
    bench.write("site.yaml", CONFIG)


def break_config(bench: Bench, random: Random) -> None:
    bench.write("site.yaml", bench.read("site.yaml") + random.choice(("titel: 错\n", "nav: [\n", "timezone: Mars\n")))


def move_clock(bench: Bench, random: Random) -> None:
    """Let time pass, mostly; a restored backup or a wrong clock turns it back."""
    moment = datetime.fromisoformat(bench.options.now)
    step = timedelta(hours=random.choice((1, 1, 6, 12, 25, 49, 200, -30)))
    bench.options = replace(bench.options, now=(moment + step).isoformat())


def change_options(bench: Bench, random: Random) -> None:
    match random.choice(("drafts", "future", "expired")):
        case "drafts":
            bench.options = replace(bench.options, drafts=not bench.options.drafts)
        case "future":
            bench.options = replace(bench.options, future=not bench.options.future)
        case _:
            bench.options = replace(bench.options, expired=not bench.options.expired)


def change_base_url(bench: Bench, random: Random) -> None:
    bench.options = replace(bench.options, base_url=random.choice((None, "https://example.org/sub", "")))


def delete_output_file(bench: Bench, random: Random) -> None:
    for path in _some_outputs(bench, random, 3):
        (bench.output / path).unlink()


def edit_output_file(bench: Bench, random: Random) -> None:
    """Write into an output file by hand; every second time without changing its size."""
    for path in _some_outputs(bench, random, 2):
        data = (bench.output / path).read_bytes()
        new = b"x" + data[1:] if data and random.random() < 0.5 else data + b"<p>"
        (bench.output / path).write_bytes(new)


def touch_output_file(bench: Bench, random: Random) -> None:
    for path in _some_outputs(bench, random, 3):
        os.utime(bench.output / path)


def delete_output(bench: Bench, random: Random) -> None:
    shutil.rmtree(bench.output, ignore_errors=True)


def delete_listing(bench: Bench, random: Random) -> None:
    (bench.output / ".ssg-manifest").unlink(missing_ok=True)


def put_own_file(bench: Bench, random: Random) -> None:
    write_files(bench.output, {FOREIGN: b"mine"})


def do_nothing(bench: Bench, random: Random) -> None:
    """Build again."""


def delete_cache(bench: Bench, random: Random) -> None:
    shutil.rmtree(bench.root / ".ssg", ignore_errors=True)


def damage_cache(bench: Bench, random: Random) -> None:
    """Overwrite some of the cache, or cut it off."""
    path = bench.root / ".ssg" / "cache.db"
    if not path.exists():
        return
    data = bytearray(path.read_bytes())
    if random.random() < 0.3:
        path.write_bytes(data[: random.randrange(len(data) + 1)])
        return
    for _ in range(random.choice((1, 20))):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    path.write_bytes(data)


def restore_old_sources(bench: Bench, random: Random) -> None:
    """Go back to the sources that were published last, as version control does: with new times."""
    mend(bench)


def touch_sources(bench: Bench, random: Random) -> None:
    for path in bench.paths("content"):
        os.utime(bench.root / path)


def mend(bench: Bench) -> None:
    """Put back the sources of the last build that was published."""
    present = bench.sources()
    for path in present.keys() - bench.good_sources.keys():
        bench.delete(path)
    changed = {path: data for path, data in bench.good_sources.items() if present.get(path) != data}
    write_files(bench.root, changed)


SITE_EDITS = (
    *(edit_register, edit_register, delete_register, edit_template, edit_template, break_template, drop_template),
    *(edit_asset, drop_asset, edit_words, edit_config, edit_config, edit_config, reset_config, break_config),
    *(move_clock, move_clock, move_clock, change_options, change_options, change_base_url),
    *(delete_output_file, edit_output_file, touch_output_file, delete_output, delete_listing, put_own_file),
    *(delete_cache, damage_cache, damage_cache, do_nothing, restore_old_sources, touch_sources),
)
"""An edit that stands twice is made twice as often."""


def _some_outputs(bench: Bench, random: Random, most: int) -> list[str]:
    found = sorted(path.relative_to(bench.output).as_posix() for path in bench.output.rglob("*") if path.is_file())
    ours = [path for path in found if path not in (FOREIGN, ".ssg-manifest")]
    return random.sample(ours, k=min(most, len(ours)))
