"""All that a template may know: one frozen context for each template, made by planning.

URLs are site-relative (``/news/rain/``); templates print them through the ``href`` filter, which puts the
base path before them. Stated values keep their three states; templates ask ``is pending`` and ``is nothing``.
"""

from datetime import date, datetime

from msgspec import Struct

from ssg.model.card import Card
from ssg.model.config import Alert, Footer, NavItem
from ssg.model.document import Section
from ssg.model.kinds.bundle import BundleMeta
from ssg.model.kinds.common import Change
from ssg.model.kinds.guide import GuideMeta, Material, Variant
from ssg.model.kinds.news import Byline, Correction, EventDate, Headline, Origin
from ssg.model.kinds.notice import NoticeMeta
from ssg.model.kinds.place import Closure, Hours, PlaceMeta
from ssg.model.picture import PictureView
from ssg.model.registers import Figure, Org
from ssg.model.stated import Pending, Stated


class Site(Struct, frozen=True, cache_hash=True):
    """The part that is the same on every page; nothing that changes daily belongs here."""

    title: str
    description: str
    language: str
    base_url: str
    base_path: str
    notice: str
    phone: Stated[str]
    nav: tuple[NavItem, ...]
    footer: Footer
    footer_is_government: bool
    paragraph: str
    noindex: bool
    has_search: bool
    alert: Alert | None = None
    """None as well when its last day is over."""


class TitledLink(Struct, frozen=True):
    title: str
    url: str
    count: int = 0
    """Items behind the link; 0 = not counted."""


class Head(Struct, frozen=True):
    """What stands in ``<head>``, and the breadcrumb."""

    title: str
    """Without the site's name."""
    description: str
    canonical: str
    """Absolute; empty when the site has no ``base_url``."""
    page_type: str = "website"
    """Open Graph type: website or article."""
    image: str = ""
    """Absolute URL; empty = none."""
    json_ld: tuple[str, ...] = ()
    """Serialised, safe inside ``<script>``."""
    metas: tuple[tuple[str, str], ...] = ()
    """Page labels (R-42): ("ArticleTitle", "…")."""
    feeds: tuple[TitledLink, ...] = ()
    """Atom feeds to announce."""
    crumbs: tuple[TitledLink, ...] = ()
    """From the home page to the parent; the page itself is not in it."""
    nav_url: str = ""
    """The ``NavItem.url`` this page belongs to."""
    noindex: bool = False
    home_url: str = "/"
    """The home page of the version that this page is part of."""
    elder_url: str = ""
    """Where the 长辈版 begins for a reader of this page; empty = the site has none."""
    normal_url: str = ""
    """In the 长辈版: the page that this one repeats; empty = this is a normal page."""


class Download(Struct, frozen=True):
    url: str
    title: str
    file_type: str
    """PDF, DOCX …"""
    size: str
    """For people: ``128 KB``."""


class BodyRef(Struct, frozen=True):
    """A body by digest; rendering turns it into ``RenderedBody``."""

    digest: str
    replacements: tuple[str, ...] = ()
    """By index of ``Body.references``: a URL or a figure's text."""
    headings: tuple[TitledLink, ...] = ()
    """The ``h2`` headings, url = ``#id``, for the contents list."""
    is_empty: bool = True
    pictures: tuple[tuple[int, PictureView], ...] = ()
    """By index of ``Body.references``: how each of its pictures is shown; their ``alt`` stands in the body."""
    downloads: tuple[tuple[int, Download], ...] = ()
    """By index of ``Body.references``: the files that its links lead to."""


class PhotoView(Struct, frozen=True):
    url: str
    """Of the form that every browser knows."""
    alt: str
    caption: str
    credit: str
    picture: PictureView


class Group(Struct, frozen=True):
    """Items under a heading."""

    title: str
    url: str
    """Empty = no page of its own."""
    cards: tuple[Card, ...]


class LinkGroup(Struct, frozen=True):
    title: str
    links: tuple[TitledLink, ...]


class HomeContext(Struct, frozen=True):
    """home.html"""

    site: Site
    head: Head
    search_example: str
    lead: Card | None
    lead_picture: PictureView | None
    news: tuple[Group, ...]
    """Newest first, by column, without the lead."""
    featured: tuple[Card, ...]
    doors: tuple[Group, ...]
    """Guides and bundles by who they are for: 个人, 企业."""
    bundles: tuple[Card, ...]
    places: tuple[Card, ...]


class ElderHomeContext(Struct, frozen=True):
    """elder-home.html: the home page of the 长辈版 (readers R-50)."""

    site: Site
    head: Head
    actions: tuple[TitledLink, ...]
    """At most five; the telephone, which comes first, makes six."""


class NewsContext(Struct, frozen=True):
    """news.html"""

    site: Site
    head: Head
    card: Card
    headline: Headline
    bylines: Stated[tuple[Byline, ...]]
    source: Origin | None
    dateline: str
    event_date: EventDate | None
    published: datetime | None
    """None in a draft whose day is not known yet."""
    updated: datetime | None
    expires: datetime | None
    corrections: tuple[Correction, ...]
    changes: tuple[Change, ...]
    photos: tuple[PhotoView, ...]
    summary: str
    """As written by the editor; empty when it was made from the body, so that it is not shown twice."""
    body: BodyRef
    pinyin: str
    column: TitledLink | None
    tags: tuple[TitledLink, ...]
    guides: tuple[Card, ...]
    """怎么办: related guides, bundles and places; shown above ``related``."""
    related: tuple[Card, ...]
    """Strictly older news, at most five."""
    older: Card | None
    newer: Card | None
    explains: tuple[Card, ...] = ()
    """Notices that name it as their interpretation."""


class MaterialView(Struct, frozen=True):
    material: Material
    blank: Download | None
    sample: Download | None


class StartButton(Struct, frozen=True):
    url: str
    label: str
    """在线办理（转到山东政务服务网）"""
    needs_login: bool


class ChannelView(Struct, frozen=True):
    kind: str
    """online, counter, self_service, post, agent or phone."""
    url: Stated[str]
    continues_on: Stated[str]
    depth: str
    login: bool
    place: Card | None
    window: str
    machine: str
    phone: str
    booking: str
    text: str
    places: tuple[Card, ...] = ()
    """Where the machines stand."""
    hours: str = ""
    """Of this counter, where they differ from those of its place."""
    apps: tuple[str, ...] = ()


class PlaceView(Struct, frozen=True):
    """A place as a guide shows it."""

    card: Card
    address: Stated[str]
    phone: Stated[str]
    hours: str
    """One line; empty = 待补."""


class ContactView(Struct, frozen=True):
    phone: str
    name: str
    note: str


class BundleMembership(Struct, frozen=True):
    bundle: Card
    position: int
    """From 1."""
    total: int
    older: Card | None
    """The member before."""
    newer: Card | None
    """The member after."""


class PageAddress(Struct, frozen=True):
    """Where a page is read, as its QR code and its sheet say it."""

    text: str
    """Absolute, or the site path where the site has no ``base_url``."""
    is_scannable: bool
    """False = no QR code, because the address is not whole."""


class Gloss(Struct, frozen=True):
    """A word of the office in words of its readers; from the register of terms (readers R-55)."""

    word: str
    text: str


class GuideContext(Struct, frozen=True):
    """guide.html. Plain fields come from ``guide``; whatever is a reference there stands resolved here."""

    site: Site
    head: Head
    card: Card
    sheet_url: str
    """Of the sheet to print."""
    guide: GuideMeta
    agency: Stated[Org]
    materials: Stated[tuple[MaterialView, ...]]
    channels: Stated[tuple[ChannelView, ...]]
    start: StartButton | None
    places: Stated[tuple[PlaceView, ...]]
    ask: Stated[ContactView]
    complain: Stated[ContactView]
    variants: tuple[Variant, ...]
    is_review_overdue: bool
    body: BodyRef
    topics: tuple[TitledLink, ...]
    bundles: tuple[BundleMembership, ...]
    related: tuple[Card, ...]
    news: tuple[Card, ...]
    """News that name this guide, newest first, at most five."""
    changes: tuple[Change, ...]
    updated: datetime | None
    online: PageAddress
    replaces: Card | None = None
    """The withdrawn guide that this one takes over from."""
    accept_agency: Stated[Org] | None = None
    result_sample: Download | None = None
    glossary: tuple[Gloss, ...] = ()
    """All there is; a page shows those whose word it uses."""


class RowLength(Struct, frozen=True):
    name: str
    """The front matter field that a row of a sheet shows."""
    label: str
    lines: int


class SheetFit(Struct, frozen=True):
    """How a sheet comes to be one page of A4."""

    type_size: str
    """Name of the size of type: empty (12 points), small or smallest."""
    lines_over: int = 0
    """Lines too many even in the smallest; 0 = it fits."""
    longest: tuple[RowLength, ...] = ()
    """What to shorten, longest first; none when it fits."""


class GuideSheetContext(Struct, frozen=True):
    """guide-sheet.html: the guide on one sheet of paper (readers R-70). Fields are those of ``GuideContext``.

    The words of its laws are empty where there is no room for them.
    """

    site: Site
    head: Head
    card: Card
    guide: GuideMeta
    agency: Stated[Org]
    materials: Stated[tuple[MaterialView, ...]]
    channels: Stated[tuple[ChannelView, ...]]
    places: Stated[tuple[PlaceView, ...]]
    ask: Stated[ContactView]
    complain: Stated[ContactView]
    is_review_overdue: bool
    updated: datetime | None
    online: PageAddress
    fit: SheetFit


class BundleItemView(Struct, frozen=True):
    guide: Card | Pending
    when: str
    role: Stated[str]
    group: str = ""


class BundleStepView(Struct, frozen=True):
    name: str
    logic: str
    text: str
    time: str
    guides: tuple[Card, ...]


class MaterialUse(Struct, frozen=True):
    """What one item of a bundle asks of a material: original or copy, how many, when."""

    guide: Card
    material: Material


class MergedMaterial(Struct, frozen=True):
    """One material of the checklist of a bundle, however many items ask for it."""

    name: str
    uses: tuple[MaterialUse, ...]
    """At least one."""
    is_shared: bool
    """No item needs it handed in."""


class BundleContext(Struct, frozen=True):
    """bundle.html"""

    site: Site
    head: Head
    card: Card
    sheet_url: str
    """Of the sheet to print."""
    bundle: BundleMeta
    items: Stated[tuple[BundleItemView, ...]]
    steps: Stated[tuple[BundleStepView, ...]]
    materials: tuple[MergedMaterial, ...]
    """Union over the members that state theirs."""
    materials_missing: tuple[Card, ...]
    """Members whose materials are 待补."""
    figures: tuple[Figure, ...]
    ask: Stated[ContactView]
    complain: Stated[ContactView]
    body: BodyRef
    topics: tuple[TitledLink, ...]
    related: tuple[Card, ...]
    news: tuple[Card, ...]
    changes: tuple[Change, ...]
    updated: datetime | None
    online: PageAddress
    channels: Stated[tuple[ChannelView, ...]] | None = None
    is_review_overdue: bool = False
    glossary: tuple[Gloss, ...] = ()


class BundleSheetContext(Struct, frozen=True):
    """bundle-sheet.html: the bundle on one sheet of paper (readers R-70). Fields are those of ``BundleContext``."""

    site: Site
    head: Head
    card: Card
    bundle: BundleMeta
    items: Stated[tuple[BundleItemView, ...]]
    steps: Stated[tuple[BundleStepView, ...]]
    materials: tuple[MergedMaterial, ...]
    materials_missing: tuple[Card, ...]
    ask: Stated[ContactView]
    complain: Stated[ContactView]
    is_review_overdue: bool
    updated: datetime | None
    online: PageAddress
    channels: Stated[tuple[ChannelView, ...]] | None
    fit: SheetFit


class ServicePointView(Struct, frozen=True):
    name: str
    no: str
    text: str
    guides: tuple[Card, ...]
    hours: str = ""
    """One line; empty = those of the place."""


class DayHours(Struct, frozen=True):
    """The opening hours of some days, such as a morning and an afternoon."""

    days: str
    hours: tuple[Hours, ...]
    """At least one; all have these ``days``."""


class PlaceContext(Struct, frozen=True):
    """place.html"""

    site: Site
    head: Head
    card: Card
    place: PlaceMeta
    hours: Stated[tuple[DayHours, ...]]
    org: Org | None
    windows: Stated[tuple[ServicePointView, ...]] | None
    machines: Stated[tuple[ServicePointView, ...]] | None
    guides: tuple[Card, ...]
    """Guides done here."""
    body: BodyRef
    related: tuple[Card, ...]
    news: tuple[Card, ...]
    changes: tuple[Change, ...]
    updated: datetime | None
    closures: tuple[Closure, ...] = ()
    """Without those that are past."""
    photo: PhotoView | None = None
    is_review_overdue: bool = False


class NoticeContext(Struct, frozen=True):
    """notice.html"""

    site: Site
    head: Head
    card: Card
    notice: NoticeMeta
    published: datetime | None
    """None in a draft whose day is not known yet."""
    period_is_over: bool
    attachments: tuple[Download, ...]
    body: BodyRef
    related: tuple[Card, ...]
    older: Card | None
    newer: Card | None
    alternatives: tuple[Download, ...] = ()
    """Attachments as text, under the title of each."""
    interpretation: tuple[Card, ...] = ()
    """What explains it."""
    supersedes: tuple[Card, ...] = ()
    superseded_by: tuple[Card, ...] = ()
    changes: tuple[Change, ...] = ()
    updated: datetime | None = None


class PageContext(Struct, frozen=True):
    """page.html"""

    site: Site
    head: Head
    card: Card
    body: BodyRef
    updated: datetime | None


class WithdrawnContext(Struct, frozen=True):
    """withdrawn.html: stands where an item was."""

    site: Site
    head: Head
    card: Card
    status: str
    """撤回, 停用 or 废止."""
    reason: str
    since: date | None
    replacement: Card | None
    section: TitledLink


class ListContext(Struct, frozen=True):
    """listing.html (dated items), directory.html (guides, A–Z, places) and terms.html (links with counts)."""

    site: Site
    head: Head
    kicker: str
    """What kind of list: 栏目, 标签, 归档; may be empty."""
    heading: str
    intro: BodyRef | None
    """Text of ``content/<kind>/index.md``."""
    description: str
    cards: tuple[Card, ...] = ()
    """Newest first where dated."""
    groups: tuple[Group, ...] = ()
    links: tuple[LinkGroup, ...] = ()
    """Ways further: columns, years, topics."""
    older: TitledLink | None = None
    newer: TitledLink | None = None
    pictures: tuple[PictureView | None, ...] = ()
    """The small picture of each of ``cards``; empty = none of them has one."""
    page_label: str = ""
    """第 3 页; numbered from the oldest; empty on a front."""


class FilterOption(Struct, frozen=True):
    value: str
    label: str
    count: int


class FilterGroup(Struct, frozen=True):
    name: str
    """kind, column or year: the name of the filter."""
    title: str
    options: tuple[FilterOption, ...]


class SearchContext(Struct, frozen=True):
    """search.html"""

    site: Site
    head: Head
    search_example: str
    filters: tuple[FilterGroup, ...]
    bundles: tuple[str, ...]
    """Names of the index folders below ``/pagefind/``, newest first; the first is searched first."""
    links: tuple[TitledLink, ...]
    """Without JavaScript: A–Z, archive, topics."""


class NotFoundContext(Struct, frozen=True):
    """404.html"""

    site: Site
    head: Head
    links: tuple[TitledLink, ...]


class RedirectContext(Struct, frozen=True):
    """redirect.html"""

    site: Site
    target: str
    """Site-relative URL."""
    canonical: str


class FeedEntry(Struct, frozen=True):
    url: str
    """Absolute where the site has a base_url; it is also the permanent id."""
    title: str
    summary: str
    published: datetime
    updated: datetime
    authors: tuple[str, ...]
    column: str


class FeedContext(Struct, frozen=True):
    """feed.xml (Atom)"""

    site: Site
    title: str
    page_url: str
    """Of the page it belongs to, absolute."""
    self_url: str
    updated: datetime
    entries: tuple[FeedEntry, ...]


class SitemapEntry(Struct, frozen=True):
    url: str
    modified: date | None


class SitemapContext(Struct, frozen=True):
    """sitemap.xml and sitemap-index.xml"""

    entries: tuple[SitemapEntry, ...]


class NewsSitemapContext(Struct, frozen=True):
    """news-sitemap.xml: items of the last two days"""

    site: Site
    entries: tuple[FeedEntry, ...]


Context = (
    HomeContext
    | ElderHomeContext
    | NewsContext
    | GuideContext
    | GuideSheetContext
    | BundleContext
    | BundleSheetContext
    | PlaceContext
    | NoticeContext
    | PageContext
    | WithdrawnContext
    | ListContext
    | SearchContext
    | NotFoundContext
    | RedirectContext
    | FeedContext
    | SitemapContext
    | NewsSitemapContext
)


class SearchRecord(Struct, frozen=True):
    """What search knows of one page: exactly the text that its reader sees."""

    url: str
    title: str
    kind: str
    """Kind's id, as news."""
    kind_label: str
    column: str
    """Title of the column; empty = none."""
    date: str
    """``2026-11-23``; empty = none."""
    tags: tuple[str, ...]
    names: tuple[str, ...]
    """People and bodies of the bylines."""
    hidden_terms: tuple[str, ...]
    sections: tuple[Section, ...]
    """Typed fields as text; come before the body."""
    body: BodyRef
    official_title: str = ""
    """Of a guide that bears a plainer one; among the typed fields too. Empty = the title is the only one."""
