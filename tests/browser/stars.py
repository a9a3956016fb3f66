"""What the sheet of a guide or bundle owes its reader: each ★ value of content-model §5 and §6, as it is printed.

The values are read from the front matter itself, so that a fixture which gains one asks it of its sheet at once.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

GUIDE_LABELS = {
    "item_type": "事项类型",
    "agency": "实施主体",
    "audience": "服务对象",
    "topics": "主题",
    "summary": "一句话说明",
    "eligibility": "受理条件",
    "case_type": "办件类型",
    "statutory_limit": "法定时限",
    "promised_limit": "承诺时限",
    "visits": "到场次数",
    "materials": "申请材料",
    "steps": "办理流程",
    "channels": "办理渠道",
    "fee": "收费标准",
    "result": "结果名称",
    "delivery": "送达方式",
    "places": "办理地点",
    "ask": "咨询电话",
    "complain": "监督投诉电话",
    "legal_basis": "设定依据",
    "owner": "内容负责",
    "review_by": "下次复核",
}
BUNDLE_LABELS = {
    "event": "什么时候用",
    "audience": "服务对象",
    "summary": "一句话说明",
    "items": "包含事项",
    "steps": "办理流程",
}
"""The ★ fields beside the title, and what the sheet calls one that is 待补."""
SAID_AS_WELL = ("agency_nature", "level", "life_stage")
"""They share their row of the model with a ★ field, and may be left out."""

NOT_ON_PAPER = ("id", "blank", "sample", "basis_url")
"""Ids, and what can only be followed on a screen: the files and links of the page that the code leads to."""
WORDS = {
    "必须": (),
    "必要": (),
    "不予受理": ("不予受理：",),
    "容缺": ("可以后补",),
    "告知承诺": ("可用书面承诺代替",),
    "政府部门核发": ("核发",),
    "online": ("网上办理",),
    "counter": ("窗口办理",),
    "self_service": ("自助办理",),
    "post": ("邮寄办理",),
    "agent": ("帮办代办",),
    "phone": ("电话办理",),
}
"""Choices that are printed in other words, or go without saying."""
YES = {"login": "需要登录", "sign": "签字", "seal": "盖章", "shared": "不用带"}
NONE = {"fee": "不收费", "eligibility": "没有条件限制", "materials": "不需要材料"}


class Sources:
    """The ``content`` folder of a site."""

    def __init__(self, folder: Path):
        self.folder = folder
        orgs = folder / "registers" / "orgs.yaml"
        self.orgs: dict[str, Any] = load(orgs.read_text("utf-8")) if orgs.exists() else {}

    def sheets(self) -> list[str]:
        """Return, as ``guides/full``, what has a sheet: every guide and bundle that is neither draft nor withdrawn."""
        paths = sorted(path for kind in ("guides", "bundles") for path in (self.folder / kind).glob("*.md"))
        names = [path.relative_to(self.folder).with_suffix("").as_posix() for path in paths if path.stem != "index"]
        return [name for name in names if self.is_in_use(name)]

    def is_in_use(self, name: str) -> bool:
        meta = self.meta(name)
        return meta.get("status") not in ("草案", "停用", "废止") and "withdrawn" not in meta and not meta.get("draft")

    def meta(self, name: str) -> dict[str, Any]:
        return load((self.folder / f"{name}.md").read_text("utf-8").split("---\n")[1])

    def star_values(self, name: str) -> Iterator[str]:
        """Yield every text that the sheet must show."""
        meta = self.meta(name)
        labels = GUIDE_LABELS if name.startswith("guides/") else BUNDLE_LABELS
        contacts = meta.get("contacts")
        meta |= contacts if isinstance(contacts, dict) else {"ask": contacts, "complain": contacts}
        yield from (meta["title"], meta.get("plain_title", ""))
        for field, label in labels.items():
            yield from self._field(field, meta.get(field), label)
        for field in SAID_AS_WELL:
            yield from self._printed(field, meta.get(field, ()))

    def _field(self, name: str, value: Any, label: str) -> Iterator[str]:
        if value is None or is_pending(value):
            yield f"待补：{label}"
        elif value == "无" or (isinstance(value, dict) and "无" in value):
            yield NONE.get(name, "无")
            yield value["无"] if isinstance(value, dict) else ""
        else:
            yield from self._printed(name, value)

    def _printed(self, name: str, value: Any) -> Iterator[str]:
        if name in NOT_ON_PAPER:
            return
        if is_pending(value):
            yield "待补："
        elif name in ("agency", "org"):
            yield self.orgs[value]["name"]
            yield self.orgs[value].get("phone", "") if name == "org" else ""
        elif name in ("place", "places", "ref", "items") and isinstance(value, str) and "/" in value:
            yield from self._referred(value, in_full=name == "places")
        elif isinstance(value, dict):
            yield from self._record(name, value)
        elif isinstance(value, list | tuple):
            for part in value:
                yield from self._printed(name, part)
        elif isinstance(value, bool):
            yield YES[name] if value else ""
        elif isinstance(value, date):
            yield f"{value.year}年{value.month}月{value.day}日"
        elif name == "visits":
            yield f"{value}次" if value else "不用跑"
        else:
            yield YES["shared"] if name == "shared" else ""
            yield from WORDS.get(str(value), (str(value),))

    def _record(self, name: str, value: dict[str, Any]) -> Iterator[str]:
        match value:
            case {"n": n, "unit": unit, **rest}:
                yield f"{n}个{unit}"
            case {"n": n, **rest}:
                yield f"{n}次"
            case {"kind": kind, "copies": copies, **rest}:
                yield f"{kind}{copies}份"
            case {"amount": amount, **rest}:
                yield f"{amount}{rest.pop('unit', '元')}"
            case _:
                rest = value
        for key, part in rest.items():
            if name == "legal_basis" and key == "url":
                continue
            yield from WORDS[key] if name == "channels" and key in WORDS else ()
            # A machine stands in several places: their names will do.
            inner = "place" if name in WORDS and key == "places" else key
            yield from self._printed(inner, part)

    def _referred(self, ref: str, in_full: bool) -> Iterator[str]:
        """Yield the title of what is referred to; of a place, all that one needs to get there."""
        kind, name = ref.split("/")
        target = f"{kind}s/{name}"
        if not self.is_in_use(target):
            yield "待补："
            return
        meta = self.meta(target)
        yield meta.get("plain_title", meta["title"])
        for label, field in (("地址", "address"), ("电话", "phone"), ("开放时间", "hours")) if in_full else ():
            yield from self._field(field, meta.get(field), label)


def is_pending(value: Any) -> bool:
    return value == "待补" or (isinstance(value, dict) and "待补" in value)


def load(text: str) -> Any:
    return yaml.safe_load(text)
