"""The same articles laid out the way each generator wants them, with templates that make the same pages."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.bench.corpus import PICTURES, Article, make_articles
from tests.bench.words import SECTIONS

PEERS = Path(__file__).parent / "peers"
"""One folder a generator: its configuration and templates, copied as they are."""
ROOT = Path(__file__).parent.parent.parent
FOOTER = "themes/default/templates/footer.html"
THEME = ROOT / "themes/default/assets"
INLINE = ROOT / "themes/default/templates/inline"
STATIC_FOLDERS = {"ssg": "static", "hugo": "static", "hugo-same": "static", "pelican": "content/static"}
SAME_PAGES = ("ssg", "hugo-same")
"""Those whose pages have the same addresses and content; articles stand below ``/news/``."""
CSS = "body{margin:0 auto;max-width:60rem;padding:0 1rem;font:1rem/1.8 sans-serif}\n"
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360">'
    '<rect width="640" height="360" fill="hsl({hue},40%,60%)"/></svg>\n'
)


def write_site(generator: str, folder: Path, count: int) -> None:
    """Write the site of ``count`` articles for ``generator``, a name of PEERS, into a new ``folder``."""
    shutil.copytree(PEERS / generator, folder)
    for article in make_articles(count):
        write_article(generator, folder, article)
    _write_static(folder / STATIC_FOLDERS[generator])
    if generator == "ssg":
        # The packaged template, so that it can be edited in the site.
        (folder / FOOTER).parent.mkdir(parents=True)
        shutil.copy(ROOT / FOOTER, folder / FOOTER)
    if generator == "hugo":
        for slug, title in SECTIONS.items():
            _write_index(folder / "content" / slug, {"title": title})
    if generator == "hugo-same":
        shutil.copytree(THEME, folder / "assets" / "assets")
        shutil.copytree(INLINE, folder / "assets" / "inline")
        for weight, (slug, title) in enumerate(SECTIONS.items(), 1):
            _write_index(
                folder / "content" / "columns" / slug,
                {"title": title, "weight": str(weight), "outputs": "[html, atom]"},
            )


def write_article(generator: str, folder: Path, article: Article) -> None:
    """Write one article as its generator wants it."""
    path = folder / article_path(generator, article)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT_OF[generator](article), encoding="utf-8")
    if generator == "hugo-same":
        _write_archive(folder / "content" / "news", article)


def article_path(generator: str, article: Article) -> str:
    """Return the path of an article's file in its site."""
    return f"content/{'news/' if generator in SAME_PAGES else ''}{article.section}/{article.slug}.md"


def _write_archive(news: Path, article: Article) -> None:
    """Write what has Hugo make an archive of the article's year and month, which it does not do by itself."""
    year, month = article.date.year, article.date.month
    _write_index(news / str(year), {"title": f"{year}年", "layout": "year"})
    fields = {"title": f"{year}年{month}月", "layout": "month", "month": str(month), "weight": str(month)}
    _write_index(news / str(year) / f"{month:02d}", {**fields, "key": f"{year}-{month:02d}"})


def _write_index(folder: Path, fields: Mapping[str, str]) -> None:
    path = folder / "_index.md"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(_with_front_matter(fields, ""), encoding="utf-8")


def _write_static(folder: Path) -> None:
    (folder / "img").mkdir(parents=True)
    (folder / "assets").mkdir()
    (folder / "assets" / "site.css").write_text(CSS, encoding="utf-8")
    for number in range(PICTURES):
        (folder / "img" / f"photo-{number:02d}.svg").write_text(PICTURE.format(hue=number * 30), encoding="utf-8")


def _ssg_text(article: Article) -> str:
    fields = {
        "title": _quoted(article.title),
        "date": article.date.isoformat(),
        "bylines": f"[记者 {article.author}]",
        "column": article.section,
        "tags": _listed(article.tags),
        "summary": _quoted(article.summary),
    }
    return _with_front_matter(fields, _with_news_links(article.body))


def _with_news_links(body: str) -> str:
    for slug in SECTIONS:
        body = body.replace(f"](/{slug}/", f"](/news/{slug}/")
    return body


def _hugo_text(article: Article) -> str:
    fields = {
        "title": _quoted(article.title),
        "date": article.date.isoformat(),
        "author": _quoted(article.author),
        "tags": _listed(article.tags),
        "summary": _quoted(article.summary),
    }
    return _with_front_matter(fields, article.body)


def _hugo_same_text(article: Article) -> str:
    fields = {
        "title": _quoted(article.title),
        "date": article.date.isoformat(),
        "author": _quoted(article.author),
        "columns": f"[{article.section}]",
        "tags": _listed(article.tags),
        "summary": _quoted(article.summary),
    }
    return _with_front_matter(fields, _with_news_links(article.body))


def _pelican_text(article: Article) -> str:
    # Pelican's reader of Markdown takes plain "Key: value" lines.
    fields = {
        "Title": article.title,
        "Date": article.date.isoformat(),
        "Author": article.author,
        "Slug": article.slug,
        "Category": article.section,
        "Tags": ", ".join(article.tags),
        "Summary": article.summary,
    }
    return "".join(f"{key}: {value}\n" for key, value in fields.items()) + f"\n{article.body}"


def _with_front_matter(fields: Mapping[str, str], body: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + f"---\n\n{body}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _listed(texts: tuple[str, ...]) -> str:
    return "[" + ", ".join(map(_quoted, texts)) + "]"


TEXT_OF: Mapping[str, Callable[[Article], str]] = {
    "ssg": _ssg_text,
    "hugo": _hugo_text,
    "hugo-same": _hugo_same_text,
    "pelican": _pelican_text,
}
