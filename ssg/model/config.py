"""``site.yaml`` as a value, and what the command line may set on top of it."""

from datetime import date, datetime

from msgspec import Struct

from ssg.model.approval import ApprovalRule
from ssg.model.diagnostic import Span
from ssg.model.picture import ImageSettings
from ssg.model.stated import Pending, Stated


class NavItem(Struct, frozen=True):
    title: str
    url: str
    """Site path ``/guides/``, or an absolute address."""


class Footer(Struct, frozen=True):
    """R-40: the seven elements of a government site's footer."""

    organiser: Stated[str] = Pending()
    contact: Stated[str] = Pending()
    icp: Stated[str] = Pending()
    """ICP 备案号."""
    police: Stated[str] = Pending()
    """公安备案号."""
    site_code: Stated[str] = Pending()
    """网站标识码."""
    report_url: Stated[str] = Pending()
    """我为政府网站找错: a plain link; ``{url}`` in it stands for the address of the page (R-30)."""
    party_mark_url: Stated[str] = Pending()
    """党政机关网站标识: a plain link."""


class Alert(Struct, frozen=True):
    """R-32: a line at the top of every page in an emergency; it goes by itself."""

    text: str
    until: date
    """The last day on which it is shown, in the site's zone."""
    url: str = ""
    """Where there is more: a site path or an absolute address."""


LEVELS = ("off", "warn", "error")
OWN = "own"
"""Each of the check's faults has a severity of its own."""
LEVEL_BY_CHECK = {
    "characters": "error",
    "punctuation": "warn",
    "pairs": "warn",
    "dashes": "warn",
    "doubled": "warn",
    "sentences": "warn",
    "terms": "warn",
    "pinyin": "warn",
    "personal-data": "error",
    "attachments": "warn",
    "properties": "warn",
    "phones": "warn",
    "freshness": "warn",
    "reviews": "error",
    "addresses": "warn",
    "headings": "warn",
    "images": "warn",
    "link-text": "warn",
    "file-links": "warn",
    "tables": "warn",
    "language": "warn",
    "ids": "warn",
    "approval": "error",
    "links": OWN,
    "page-links": "error",
    "guides": OWN,
    "review-dates": "warn",
    "files": OWN,
    "external-links": "warn",
    "lost-urls": "error",
    "lost-lists": "warn",
}
"""The checks of ``ssg check`` that a site can set, each with its level where site.yaml is silent."""


class CheckException(Struct, frozen=True):
    """One finding that somebody has looked at and found right."""

    check: str
    path: str
    """Source file; empty = what was found stands in none, such as an address that got lost."""
    text: str
    """What was found, as the report quotes it; or the code, for all that it tells of."""
    reason: str
    span: Span


class CheckSettings(Struct, frozen=True):
    levels: tuple[tuple[str, str], ...] = ()
    """(check, one of LEVELS), only where site.yaml says so."""
    exceptions: tuple[CheckException, ...] = ()

    def level_of(self, check: str) -> str:
        return dict(self.levels).get(check, LEVEL_BY_CHECK[check])


class Config(Struct, frozen=True):
    title: str
    description: str = ""
    language: str = "zh-Hans"
    """BCP 47; also picks ``i18n/<language>.yaml`` of the theme and the language of diagnostics."""
    timezone: str = "Asia/Shanghai"
    base_url: str = ""
    """Absolute, without the last "/": ``https://example.gov.cn``; empty = links stay site-relative."""
    theme: str = "default"
    notice: str = ""
    """A line shown near the top of every guide and in the footer of every page, such as the sample notice."""
    phone: Stated[str] = Pending()
    """The one number a reader should ring first."""
    nav: tuple[NavItem, ...] = ()
    footer: Footer = Footer()
    footer_is_government: bool = False
    """True when ``footer`` is present in site.yaml: then its missing elements are shown as 待补."""
    featured_guides: tuple[str, ...] = ()
    """References shown as large links on the home page, in this order."""
    search_example: str = ""
    page_size: int = 20
    """Items on a numbered list page."""
    paragraph: str = "gap"
    """indent or gap (T-33)."""
    remote_images: str = "link"
    """link or error."""
    noindex: bool = False
    """Asks search engines to stay away: previews."""
    elder: bool = False
    """Repeats the site below ``/zl/`` as 长辈版: large, one column, few choices. Doubles the number of pages."""
    search_binary: str = ""
    """A Pagefind binary to use instead of the packaged one."""
    build_record: str = "off"
    """off, private (``.ssg/build.json``) or public (``/build.json``): what was published, page by page."""
    checks: CheckSettings = CheckSettings()
    approval: tuple[tuple[str, ApprovalRule], ...] = ()
    """(kind, what its texts need before they are published); kinds that are not named need nothing."""
    images: ImageSettings = ImageSettings()
    alert: Alert | None = None
    downloads_max_mb: int = 10
    """A larger download is a warning: many readers pay for what they load. In 1,000,000 bytes."""

    @property
    def approval_rules(self) -> tuple[tuple[str, ApprovalRule], ...]:
        """Return ``approval``; nothing where the check of that name is off."""
        return () if self.checks.level_of("approval") == "off" else self.approval

    @property
    def base_path(self) -> str:
        """Path part of ``base_url`` without the last "/": "" for a site at the root of its host."""
        _, _, after_scheme = self.base_url.partition("://")
        _, slash, path = after_scheme.partition("/")
        return (slash + path).rstrip("/")


class BuildOptions(Struct, frozen=True):
    """What a run was asked to do: from the command line, never from the content."""

    now: datetime
    """Aware; the only clock a build knows."""
    drafts: bool = False
    future: bool = False
    expired: bool = False
    strict: bool = False
    search: bool = True
    jobs: int = 0
    """Worker processes; 0 = as many as there are cores."""
    clean: bool = False


class ReadSettings(Struct, frozen=True):
    """The part of the configuration that reading a document depends on."""

    timezone: str = "Asia/Shanghai"
    language: str = "zh-Hans"
    remote_images: str = "link"
    approval: tuple[tuple[str, ApprovalRule], ...] = ()
