"""A small site of all kinds, whose items name each other in every way there is.

Fields that the edits of ``edits.py`` change stand on one line each.
"""

from pathlib import Path

from tests.pictures import camera_jpeg, camera_png

NEWS = {
    "2026/umbrella": """\
title: 雨天借伞
date: 2026-11-20 09:00
column: xinwen
tags: [便民, 天气]
summary: 服务大厅门口可以借伞。
bylines: [记者 赵立翠]
photos: [{src: stand.jpg, alt: 伞架, credit: 本站, focus: 左}, {src: umbrella.svg, alt: 一把伞, credit: 本站}]
related: [guide/card, place/hall]
---

大厅门口有{{fact: umbrellas}}，登记姓名就能拿走。先看[办证指南](../../guides/card.md#补办)。

## 还伞

七天里还到任何一个[窗口](../../places/hall.md)。
""",
    "2026/reading": """\
title: 周末共读
date: 2026-11-21
column: dushu
tags: [阅读]
bylines: [许海英（东昌路小学）]
pinyin: word
---

这个周末读《山海经》，见[雨天借伞](umbrella.md)里说的大厅。![书页](page.png)
""",
    "2026/hours": """\
title: 大厅延长开放
date: 2026-11-22 08:30
column: xinwen
tags: [便民]
aliases: [/old/hours/]
related: [news/2026/umbrella]
---

晚上开到八点。
""",
    "2026/market": """\
title: 早市搬家
date: 2026-11-18
expires: 2026-11-24 12:00
tags: [便民]
---

搬到河边。![新早市](market.svg)
""",
    "2026/walk": """\
title: 秋天走一走
date: 2026-11-19
column: xinwen
tags: [天气, 便民]
summary: 周末一起走。
---

从河边出发。

路过[关于](/pages/about/)说的大厅。
""",
    "2026/walked": """\
title: 走完了
date: 2026-11-20
tags: [天气]
summary: 一共走了十里。
related: [guide/card]
---

走了十里。
""",
    "2026/festival": """\
title: 艺术节开幕
date: 2026-11-23 18:00
column: dushu
tags: [阅读, 校园]
event_date: "11-23"
---

今晚开幕，到[第二大厅](../../places/annex.md)看展览。
""",
    "2025/draft": """\
title: 没写完的事
date: 2025-12-31
draft: true
---

还没写完。
""",
    "2025/old": """\
title: 去年的事
date: 2025-03-01
tags: [校园]
corrections: [{date: 2025-03-02, kind: 更正, text: 日期写错了。}]
---

已经过去。
""",
    "index": """\
title: 新闻
summary: 大厅和校园的新消息。
date: 2025-01-01
---

每天更新。
""",
}
GUIDES = {
    "card": """\
title: 图书证办理
plain_title: 办一张图书证
summary: 年满六岁的居民可以免费办一张图书证。
item_type: 公共服务
agency: library
audience: [自然人]
topics: [文化生活]
eligibility: [{text: 年满 6 周岁, kind: 必须}]
case_type: 即办件
statutory_limit: {n: 0, unit: 工作日}
promised_limit: {n: 0, unit: 工作日}
visits: {n: 1, reason: 当面核对身份}
materials: [{name: 身份证, form: [{kind: 原件, copies: 1}], source: 政府部门核发, issuer: 公安机关}]
steps: [{name: 登记, who: 读者, do: 出示身份证}, {name: 领证, who: 服务台, do: 当场发证}]
channels: [{kind: counter, place: place/hall, window: 服务台}]
fee: 无
result: {name: 图书证, kind: 证照}
delivery: [{way: 现场}]
places: [place/hall]
contacts: {ask: {phone: "12345"}, complain: 待补}
legal_basis: [{title: 读者须知, article: 第一条}]
owner: 服务台
reviewed: 2026-11-01
review_by: 2026-11-24
related: [guide/seat]
hidden_terms: [读者证]
---

先带上图书证。

## 补办

补办同新办，共有{{fact: cards}}。
""",
    "seat": """\
title: 座位预约
summary: 有图书证的人可以预约座位。
audience: [自然人, 企业法人]
topics: [文化生活, 预约]
agency: library
places: [place/hall, place/annex]
related: [guide/card]
---

先[办图书证](card.md)。
""",
    "stall": """\
title: 摊位登记
audience: [个体工商户]
topics: [经营]
places: [place/annex]
---

在[早市](../news/2026/market.md)摆摊先登记。
""",
}
OTHERS = {
    "content/bundles/visit.md": """\
title: 第一次来“一件事”
event: 第一次来图书馆
summary: 办证和预约座位合起来，一次办好。
audience: [自然人]
items: [{ref: guide/card, role: 必办}, {ref: guide/seat, role: 可选}]
steps: [{name: 办证, logic: 然后, text: 到服务台, items: [guide/card]}]
figures: [cards]
owner: 服务台
review_by: 2027-01-01
---
""",
    "content/places/hall.md": """\
title: 样例大厅
kind: 政务服务大厅
area: 柳园街道
address: 柳园路 1 号
photo: {src: door.jpg, alt: 大门, credit: 本站}
hours: [{days: 周一至周五, from: "09:00", to: "17:00"}]
phone: "12345"
windows: [{name: 服务台, no: "1", guides: [guide/card]}]
org: library
owner: 服务台
review_by: 2027-01-01
---

周一闭馆。
""",
    "content/places/annex.md": """\
title: 第二大厅
kind: 自助大厅
address: 待补
hours: 待补
phone: 待补
org: library
---
""",
    "content/notices/trees.md": """\
title: 行道树修剪公告
date: 2026-11-19
issuer: 样例城管局
doc_no: 样城发〔2026〕1号
validity: 有效
period: {from: 2026-11-19, to: 2026-11-24, objections: 打 12345}
attachments: [{file: trees.pdf, title: 路段表}]
---

见附件和[图书证](../guides/card.md)。
""",
    "content/notices/closed.md": """\
title: 闭馆公告
date: 2026-11-25 08:00
---

明天闭馆。
""",
    "content/pages/about.md": """\
title: 关于本站
summary: 这是样例。
---

文字都是[虚构](help.md)的。
""",
    "content/pages/help.md": """\
title: 帮助
---

没有核实的，写“待补”。
""",
    "content/pages/index.md": """\
title: 其他
---
""",
}
REGISTERS = {
    "columns": """\
xinwen: {title: 新闻, description: 新消息。, order: 1}
dushu: {title: 读书, order: 2, fresh_days: 3}
""",
    "figures": """\
umbrellas: {value: "30", unit: 把, label: 伞}
cards: {value: "1200", unit: 张, label: 图书证, as_of: 2026-10}
""",
    "orgs": """\
library: {name: 样例图书馆, short: 图书馆, phone: "12345", address: 柳园路 1 号}
""",
    "terms": """\
library-card: {preferred: 图书证, forbidden: [借书证], gloss: 借书用的证。}
""",
}
CONFIG = """\
title: 样例站
description: 一个小站。
base_url: https://example.org
theme: mine
notice: 本页为样例。
page_size: 5
featured_guides: [guide/card]
nav: [{title: 新闻, url: /news/}, {title: 办事, url: /guides/}]
"""
PHOTOGRAPHS = {
    "content/news/2026/stand.jpg": camera_jpeg(6, (90, 60)),
    "content/news/2026/page.png": camera_png(),
    "static/logo.png": camera_png(3),
    "content/places/door.jpg": camera_jpeg(3, (600, 400)),
}
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"><title>画</title></svg>\n'


def corpus() -> dict[str, bytes]:
    """Return the bytes of every source file of the site, by path."""
    items = {f"content/news/{name}.md": text for name, text in NEWS.items()}
    items |= {f"content/guides/{name}.md": text for name, text in GUIDES.items()}
    items |= OTHERS
    texts = {path: f"---\n{text}" for path, text in items.items()}
    texts |= {f"content/registers/{name}.yaml": text for name, text in REGISTERS.items()}
    texts |= {f"content/news/2026/{name}.svg": PICTURE for name in ("umbrella", "market")}
    texts |= {"content/notices/trees.pdf": "%PDF-1.4\n", "static/robots-note.txt": "hello\n", "site.yaml": CONFIG}
    texts |= {"themes/mine/i18n/zh-Hans.yaml": "plan.news: 消息\n", "themes/mine/assets/own.css": "p { margin: 0 }\n"}
    return {path: text.encode() for path, text in texts.items()} | PHOTOGRAPHS


def write_files(root: Path, data_by_path: dict[str, bytes]) -> None:
    """Write files below ``root``, their folders too."""
    for path, data in data_by_path.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
