"""图片: every picture says in words what it shows, and who made it (content-model §4)."""

import re

from ssg.model.diagnostic import Diagnostic, Outcome, error, warning
from ssg.model.kinds.common import Photo
from ssg.read.kinds.common import read_private
from ssg.read.reader import Scope, refuse
from ssg.read.schema import Fields, compile_schema, optional, read_fields, required
from ssg.read.values import choice, read_boolean, read_ref, read_text
from ssg.read.yaml_nodes import MapNode, Node

_CHILDREN = "children"
_CONSENT = "已取得"
# A class of a school, then a name of a common family name and one or two characters that ends there (content-model §4).
_FAMILY_NAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔"
    "谭陆范汪廖石金韦贾夏付邹熊白孟秦邱侯江尹薛闫段雷龙史陶贺顾毛郝龚邵万钱严武戴莫孔向汤翁盛"
)
_PUPIL = re.compile(
    rf"(?:年级|[\d一二三四五六七八九十]班)[^，。；\n]{{0,6}}?(?:的|学生|同学|小朋友|[（( 　])*"
    rf"(?P<name>[{_FAMILY_NAMES}][\u4e00-\u9fff]{{1,2}})"
    r"(?=$|[\s，。、；：）)！]|同学|小朋友|和|与|在|正|获|向|代表|表演|朗诵|展示)"
)

_SCHEMA = compile_schema(
    required("src 文件", read_ref),
    optional("alt 替代文字", read_text),
    optional("caption 图说 说明", read_text),
    optional("credit 摄影 作者", read_text),
    optional("decorative 装饰", read_boolean),
    optional("faces 人脸", choice("children", "adults", "none", also={"儿童": "children", "成人": "adults"})),
    optional("consent 同意", choice("已取得", "未取得", "不需要")),
    optional("focus 焦点", read_private),
)


def read_photo(node: Node, scope: Scope) -> Outcome[Photo | None]:
    """Return a photo. Faces and consent are checked and stay in the source."""
    if not isinstance(node, MapNode):
        return refuse("photo-not-fields", node, scope)
    fields = read_fields(_SCHEMA, node, scope)
    faults = fields.diagnostics + _check(fields, scope)
    if not fields.is_whole:
        return Outcome(None, faults)
    shown = {name: value for name, value in fields.values.items() if name not in ("faces", "consent")}
    return Outcome(Photo(**({"alt": ""} | shown)), faults)


def _check(fields: Fields, scope: Scope) -> tuple[Diagnostic, ...]:
    values = fields.values
    faults = []
    where = fields.span("src", scope)
    if not values.get("alt", "").strip() and not values.get("decorative"):
        faults.append(error("photo-without-alt", where))
    if not values.get("credit") and not values.get("decorative"):
        faults.append(warning("photo-without-credit", where))
    if values.get("faces") == _CHILDREN and values.get("consent") != _CONSENT:
        faults.append(error("photo-without-consent", fields.span("faces", scope)))
    if values.get("consent") != _CONSENT and _PUPIL.search(values.get("caption", "")):
        faults.append(error("pupil-named", fields.span("caption", scope)))
    return tuple(faults)
