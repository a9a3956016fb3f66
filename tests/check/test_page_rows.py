"""What is remembered of pages comes back as it was, and a broken link is found however it was remembered."""

import pytest

from ssg.check.facts import PageFacts, PageFault
from ssg.check.links import PageLinks, check_links, page_links
from ssg.engine.codec import CodecError
from ssg.page_rows import PlainPage, decode_pages, encode_page, pages_to_look_at

ODD = [
    PageLinks("/a/", (), (), (), ()),
    PageLinks("/a/", ("/b/", "/路/"), (), (), ("一", "x"), ("https://example.org/",)),
    PageLinks("/a/", ("/b/",), ("/b/#x",), ("#y",), ("z",)),
    PageLinks("/a/", ("/b/\n/c/",), (), (), ()),
    PageLinks("/a/", ("/b/\x1e",), (), (), ("",)),
    PageLinks("", (), (), (), ("\ud800",)),
]


@pytest.mark.parametrize("links", ODD)
@pytest.mark.parametrize("faults", [(), (PageFault("ids", "id-twice", "x"),)])
def test_a_page_comes_back_as_it_was(links, faults):
    (page,) = decode_pages({"key": encode_page(PageFacts(links, faults))}).values()
    assert (page.links, page.faults) == (links, faults)


def test_a_page_that_leads_to_others_alone_is_not_taken_apart():
    (page,) = decode_pages({"key": encode_page(PageFacts(ODD[1], ()))}).values()
    assert isinstance(page, PlainPage)


@pytest.mark.parametrize("row", [b"", b"/a/", b"/a/\x1e\x1e", b"/\xff\x1e\x1e\x1e", b"[1]", b"[["])
def test_what_is_no_row_of_ours_is_refused(row):
    with pytest.raises(CodecError):
        decode_pages({"key": row})


PAGES = {
    "/a/": '<a href="/b/">乙</a><img src="/p.png">',
    "/b/": '<p id="x"></p><a href="/a/">甲</a>',
    "/c/": '<a href="/b/#x">乙</a><a href="/b/#y">乙</a>',
    "/d/": '<a href="/no/">丁</a><a href="#z">下面</a>',
    "/e/": '<a href="/no/">戊</a>',
}


def test_all_that_is_broken_is_told_as_if_nothing_were_remembered():
    links = {url: page_links(url, html, "") for url, html in PAGES.items()}
    urls = frozenset((*PAGES, "/p.png"))
    remembered = decode_pages({url: encode_page(PageFacts(each, ())) for url, each in links.items()})
    chosen = pages_to_look_at((remembered[url] for url in PAGES), urls)
    assert list(chosen) == ["/b/", "/c/", "/d/", "/e/"]
    told = list(check_links(chosen, urls, ""))
    assert told == list(check_links(links, urls, ""))
    assert len(told) == 3
