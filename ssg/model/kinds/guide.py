"""A service guide: one 政务服务事项, typed so that machines can check it (content-model §5)."""

from datetime import date

from msgspec import Struct

from ssg.model.diagnostic import Span
from ssg.model.kinds.common import Contacts, Publication, Ref
from ssg.model.stated import Stated


class Condition(Struct, frozen=True):
    text: str
    kind: str = "必须"
    """必须 or 不予受理."""
    law: str = ""


class Limit(Struct, frozen=True):
    """A time limit; 0 = settled on the spot."""

    n: int
    unit: str = "工作日"
    """工作日, 自然日, 小时 or 分钟."""
    note: str = ""


class Visits(Struct, frozen=True):
    n: int
    reason: str = ""


class MaterialForm(Struct, frozen=True):
    kind: str
    """原件, 复印件 or 电子件."""
    copies: int = 1


class Material(Struct, frozen=True):
    name: str
    id: str = ""
    form: Stated[tuple[MaterialForm, ...]] = ()
    source: Stated[str] = ""
    """申请人自备, 政府部门核发 or 其他."""
    issuer: str = ""
    when: str = ""
    necessity: str = "必要"
    """必要, 容缺 or 告知承诺."""
    deadline: str = ""
    shared: bool = False
    """Need not be handed in: checked by the system."""
    certificate: str = ""
    """The electronic certificate that the system checks instead."""
    sign: bool = False
    """Has to bear the applicant's signature."""
    seal: bool = False
    """Has to bear a seal."""
    blank: Ref | None = None
    sample: Ref | None = None
    note: str = ""


class Step(Struct, frozen=True):
    name: str
    who: str = ""
    do: str = ""
    time: Stated[Limit] | None = None
    channel: str = ""
    result: str = ""


class Channel(Struct, frozen=True):
    """One way to have it done."""

    kind: str
    """online, counter, self_service, post, agent or phone."""
    url: Stated[str] = ""
    continues_on: Stated[str] = ""
    """Name of the site that the start button leads to."""
    depth: str = ""
    """全程网办, 预审 or 查询."""
    login: bool = False
    place: Ref | None = None
    window: str = ""
    machine: str = ""
    places: tuple[Ref, ...] = ()
    """Where the machines stand."""
    hours: str = ""
    """Of this counter, where they differ from those of its place."""
    apps: tuple[str, ...] = ()
    """Names of the apps and mini-programs that do it too."""
    phone: str = ""
    booking: str = ""
    text: str = ""
    span: Span | None = None


class CrossRegion(Struct, frozen=True):
    scope: str
    """同城, 全省 or 跨省."""
    mode: Stated[str]
    """全程网办, 异地代收代办 or 多地联办."""
    partners: tuple[str, ...] = ()
    note: str = ""


class Fee(Struct, frozen=True):
    name: str
    amount: str
    """Decimal text: ``12.50``."""
    unit: str = "元"
    basis: str = ""
    basis_url: str = ""
    reduce: str = ""


class Result(Struct, frozen=True):
    name: str
    kind: str = ""
    valid_for: str = ""
    sample: Ref | None = None


class Delivery(Struct, frozen=True):
    way: str
    """现场, 邮寄 or 电子."""
    days: str = ""


class LegalBasis(Struct, frozen=True):
    title: str
    doc_no: str = ""
    article: Stated[str] = ""
    text: str = ""
    url: str = ""
    validity: str = ""
    """已修改 or 废止; empty = 有效."""


class Question(Struct, frozen=True):
    q: str
    a: str


class Variant(Struct, frozen=True):
    id: str
    title: str
    rank: str = ""
    who: Stated[str] = ""
    do: Stated[str] = ""
    channel: str = ""
    materials: tuple[str, ...] = ()


class GuideMeta(Struct, frozen=True):
    """★ fields that were left out are read as ``Pending``, with a warning."""

    publication: Publication
    official_title: str
    """事项名称; ``publication.title`` is the plain title where there is one."""
    item_type: Stated[str]
    agency: Stated[Ref]
    level: Stated[str] | None
    """行使层级, as 县级; optional."""
    codes: tuple[tuple[str, Stated[str]], ...]
    """(basic | implementation | business, code)."""
    co_agencies: tuple[str, ...]
    area: str
    eligibility: Stated[tuple[Condition, ...]]
    quantity_limit: Stated[str] | None
    case_type: Stated[str]
    """即办件 or 承诺件."""
    statutory_limit: Stated[Limit]
    promised_limit: Stated[Limit]
    time_excluded: tuple[tuple[str, str], ...]
    """(step, limit)."""
    visits: Stated[Visits]
    materials: Stated[tuple[Material, ...]]
    steps: Stated[tuple[Step, ...]]
    channels: Stated[tuple[Channel, ...]]
    cross_region: CrossRegion | None
    fee: Stated[tuple[Fee, ...]]
    result: Stated[Result]
    delivery: Stated[tuple[Delivery, ...]]
    places: Stated[tuple[Ref, ...]]
    contacts: Contacts
    legal_basis: Stated[tuple[LegalBasis, ...]]
    rights: str
    """Plain text; empty when left out."""
    faq: tuple[Question, ...]
    owner: Stated[str]
    reviewed: Stated[date] | None
    review_by: Stated[date]
    version: int | None
    effective_from: date | None
    status: str
    """草案, 有效, 停用 or 废止; the last two withdraw it."""
    variants: tuple[Variant, ...]
    warning: str
    pending: tuple[str, ...]
    """Names of the ★ fields that are 待补 or left out, in the order of the model."""
    replaces: Ref | None = None
    """The withdrawn guide that this one takes over from."""
    agency_nature: Stated[str] | None = None
    """实施主体性质, as 法定机关."""
    accept_agency: Stated[Ref] | None = None
    """受理机构: an id of orgs.yaml, where it is not the agency itself."""
    once: bool = False
    """一次办好: stated, never worked out."""
    pay_online: bool | None = None
    agency_services: Stated[tuple[str, ...]] | None = None
    """中介服务、特殊环节."""
    life_stage: tuple[str, ...] = ()
    effective_until: date | None = None
    """The last day on which it holds; from the next on it has expired."""
    review_span: Span | None = None
    """Where ``review_by`` stands."""
