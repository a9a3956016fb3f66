"""A wrong and a right example for each code of ``ssg check``: tested as a site, and shown in ``docs/checks/``."""

from dataclasses import dataclass

REGISTERS = {
    "content/registers/terms.yaml": "hall: {preferred: 政务大厅, forbidden: [办事大厅]}\n",
    "content/registers/orgs.yaml": "office: {name: 审批服务部, phone: 0635-8500000}\n",
}
PUBLISHED = ("/news/lost-url/", "/news/lost-url-hidden/", "/news/lost-file.docx", "/tags/交通/")
"""What a build before this one is told to have published."""


@dataclass(frozen=True)
class Example:
    check: str
    code: str
    wrong: str
    """A body, or with its front matter a whole file."""
    right: str
    file: str = ""
    """Empty = ``content/news/<code>.md``."""
    beside: tuple[tuple[str, str], ...] = ()
    """(path, text) of other files that the example needs."""
    wrong_file: str = ""
    """Where the fault is told when that is another file; "-" = nowhere, it belongs to no file."""

    @property
    def path(self) -> str:
        return self.file or f"content/news/{self.code}.md"

    @property
    def fault_path(self) -> str | None:
        return None if self.wrong_file == "-" else self.wrong_file or self.path


def item(fields: str, body: str = "文字。") -> str:
    return f"---\ntitle: 样例\ndate: 2026-11-20\n{fields}\n---\n{body}\n"


EXAMPLES = (
    Example("characters", "radical-character", "⼀张表。", "一张表。"),
    Example("characters", "invisible-character", "请\u200b带身份证。", "请带身份证。"),
    Example("characters", "decomposed-character", "咖啡 cafe\u0301 在一楼。", "咖啡 café 在一楼。"),
    Example("characters", "wrong-middle-dot", "卡尔・马克思。", "卡尔·马克思。"),
    Example("punctuation", "half-width-punctuation", "带身份证,到窗口办。", "带身份证，到窗口办。"),
    Example("punctuation", "half-width-brackets", "到大厅(一楼)办。", "到大厅（一楼）办。"),
    Example("punctuation", "full-width-letters", "共１２项。", "共12项。"),
    Example("punctuation", "doubled-punctuation", "办完了。。", "办完了。"),
    Example("pairs", "unpaired-mark", "他说：“来得及。", "他说：“来得及。”"),
    Example("pairs", "mixed-brackets", "到大厅（一楼)办。", "到大厅（一楼）办。"),
    Example("pairs", "straight-quotes", '这叫"一件事"。', "这叫“一件事”。"),
    Example("pairs", "nested-quotes", "“他说“好”。”", "“他说‘好’。”"),
    Example("dashes", "wrong-dash", "一件事--办成了。", "一件事——办成了。"),
    Example("dashes", "single-dash", "一件事—办成了。", "一件事——办成了。"),
    Example("dashes", "wrong-ellipsis", "等等...都能办。", "等等……都能办。"),
    Example("dashes", "wrong-range", "周一9~11点。", "周一9～11点。"),
    Example("doubled", "doubled-word", "我们我们都来了。", "我们都来了。"),
    Example(
        "sentences",
        "broken-off-paragraph",
        "大家从各个街道赶来。参加的人很多，带着\n\n孩子和老人，一直排到门口。",
        "大家从各个街道赶来。参加的人很多，带着孩子和老人，一直排到门口。",
    ),
    Example("terms", "forbidden-term", "到办事大厅办。", "到政务大厅办。"),
    Example("personal-data", "personal-identity-number", "证号11010519491231002X。", "证号110***************。"),
    Example("personal-data", "personal-mobile-number", "请打13812341234。", "请打12345。"),
    Example("personal-data", "personal-bank-card", "卡号6222021234567890128。", "卡号尾数0128。"),
    Example("personal-data", "personal-home-address", "住幸福小区3号楼2单元501室。", "住幸福小区。"),
    Example(
        "personal-data",
        "pupil-named-in-alt",
        "![三年级二班王小明在领奖](pupil.png)",
        "![三年级的学生在领奖](pupil.png)",
        beside=(("content/news/pupil.png", "x"),),
    ),
    Example("phones", "phone-not-in-register", "请打0635-8512345。", "请打0635-8500000。"),
    Example("link-text", "link-text-vague", "要带的材料[点击这里](b.md)。", "看[养老金要带的材料](b.md)。"),
    Example("link-text", "link-no-text", "看[](b.md)这一篇。", "看[养老金要带的材料](b.md)这一篇。"),
    Example(
        "images",
        "alt-says-nothing",
        "![图片](hall.png)",
        "![大厅一楼的自助机，两位老人在取号](hall.png)",
        beside=(("content/news/hall.png", "x"),),
    ),
    Example(
        "file-links",
        "file-link-bare",
        "下载[申请表](form.zip)。",
        "下载[申请表（ZIP，1 B）](form.zip)。",
        beside=(("content/news/form.zip", "x"),),
    ),
    Example(
        "tables",
        "table-no-head",
        "<table><tr><td>周一</td><td>9点</td></tr></table>",
        "| 哪天 | 几点 |\n| --- | --- |\n| 周一 | 9点 |",
    ),
    Example(
        "attachments",
        "attachment-old-format",
        "下载[旧表（DOC，1 KB）](old.doc)。",
        "下载[新表（ZIP，1 KB）](form.zip)。",
        beside=(("content/news/old.doc", "x"),),
        wrong_file="content/news/old.doc",
    ),
    Example(
        "freshness",
        "notice-period-over",
        "---\ntitle: 样例公示\ndate: 2026-11-01\nperiod: {from: 2026-11-01, to: 2026-11-10}\n---\n文字。\n",
        "---\ntitle: 样例公示\ndate: 2026-11-01\nupdated: 2026-11-11\nperiod: {from: 2026-11-01, to: 2026-11-10}\n"
        "---\n公示期满，没有收到异议。\n",
        file="content/notices/notice-period-over.md",
    ),
    Example(
        "reviews",
        "review-long-overdue",
        "---\ntitle: 样例指南\nreview_by: 2026-06-30\n---\n",
        "---\ntitle: 样例指南\nreviewed: 2026-11-01\nreview_by: 2027-06-30\n---\n",
        file="content/guides/review-long-overdue.md",
    ),
    Example(
        "lost-urls",
        "lost-url",
        item("tags: [路线]", "原来叫 lost-url.md，改了名字。"),
        item("tags: [路线]\naliases: [/news/lost-url/]", "原来叫 lost-url.md，改了名字，旧网址转到这里。"),
        file="content/news/renamed.md",
        wrong_file="-",
    ),
    Example(
        "lost-urls", "lost-url-hidden", item("draft: true"), item("withdrawn: {reason: 路线恢复, date: 2026-11-21}")
    ),
)
