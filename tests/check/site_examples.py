"""Examples of what is wrong with a site: its links, files, templates, approvals, addresses; see ``examples``."""

from tests.check.example import Example, item
from tests.office_files import CORE, EXTENDED, docx, pdf, run
from tests.pictures import plain_picture

PLAIN = ("content/news/a.md", item("summary: 样例摘要"))
TEMPLATE = "themes/mine/templates/news.html"
MINE = (("site.yaml", "title: 样例站\ntheme: mine\n"), PLAIN, ("content/news/c.md", item("summary: 样例摘要二")))
SCHOOL = ("content/registers/columns.yaml", "xiaoyuan: {title: 校园}\n")
SIGNED = "  初审: 王芳 2026-11-18\n  终审: 赵敏 2026-11-19"


def page(body: str, html: str = '<html lang="zh-Hans">', title: str = "<title>样例</title>") -> str:
    return f"<!doctype html>\n{html}\n<head>{title}</head>\n<body>{body}</body>\n</html>\n"


def of_template(check: str, code: str, wrong: str, right: str) -> Example:
    return Example(check, code, wrong, right, file=TEMPLATE, beside=MINE, wrong_file="-", is_alone=True)


def of_approval(code: str, wrong: str, right: str = SIGNED) -> Example:
    rule = ("site.yaml", "title: 样例站\napproval:\n  news: [初审, 终审]\n")
    return Example(
        "approval",
        code,
        item(f"review:\n{wrong}" if wrong else "summary: 样例摘要"),
        item(f"review:\n{right}"),
        beside=(rule,),
        is_alone=True,
    )


def in_pdf(code: str, wrong: str, right: str, check: str = "personal-data") -> Example:
    name = f"{code}.pdf"
    link = item("summary: 样例摘要", f"下载[名单（PDF，1 KB）]({name})。")
    return Example(
        check,
        code,
        wrong,
        right,
        file=f"content/news/{name}",
        beside=((f"content/news/{code}.md", link),),
        as_file=lambda text: pdf(text),
        note="这是 PDF 文件里的文字。",
    )


def in_properties(code: str, part: str, element: str, wrong: str) -> Example:
    """A property of a Word file, which the right example has taken out; ``wrong`` is shown as label：value."""
    name = f"{code}.docx"
    link = f"下载[申请表（DOCX，1 KB）]({name})、[申请表（PDF，1 KB）]({code}.pdf)。"
    label = wrong.partition("：")[0]
    return Example(
        "properties",
        code,
        wrong,
        f"{label}：",
        file=f"content/news/{name}",
        beside=((f"content/news/{code}.md", item("", link)), (f"content/news/{code}.pdf", pdf("Form"))),
        as_file=lambda text: docx(run("申请表"), **{part: f"<p><{element}>{text.partition('：')[2]}</{element}></p>"}),
        note="这是 Word 文件的属性，在 Word 的“文件—信息”里看得到。",
    )


def place(fields: str) -> str:
    return f"---\ntitle: 样例大厅\nhours: 周一至周五 09:00-17:00\n{fields}\n---\n"


LINK_EXAMPLES = (
    Example("links", "broken-link", "要带的[材料](pension-material.md)。", "要带的[材料](b.md)。"),
    Example("links", "broken-anchor", "看[办理流程](b.md#流程图)。", "看[办理流程](b.md#办理流程)。"),
    Example(
        "links",
        "missing-image",
        "![大厅一楼的自助机](hal.png)",
        "![大厅一楼的自助机](hall.png)",
        beside=(("content/news/hall.png", "x"),),
    ),
    Example(
        "links",
        "missing-file",
        item("attachments: [{file: from.zip, title: 申请表}]"),
        item("attachments: [{file: form.zip, title: 申请表}]"),
        file="content/notices/missing-file.md",
        beside=(("content/notices/form.zip", "x"),),
    ),
    Example(
        "links",
        "link-to-unpublished",
        "看[下周的安排](later.md)。",
        "下周的安排另行公布。",
        beside=(("content/news/later.md", item("draft: true")),),
    ),
    Example(
        "links",
        "link-to-withdrawn",
        "看[原来的路线](gone.md)。",
        "原来的路线不再使用。",
        beside=(("content/news/gone.md", item("withdrawn: {reason: 路线恢复, date: 2026-11-21}")),),
    ),
    Example(
        "page-links",
        "page-link-broken",
        "title: 样例站\nnav:\n  - {title: 预约, url: /booking/}\n",
        "title: 样例站\nnav:\n  - {title: 新闻, url: /news/}\n",
        file="site.yaml",
        beside=(PLAIN,),
        wrong_file="-",
        is_alone=True,
    ),
    Example(
        "page-links",
        "page-anchor-broken",
        "title: 样例站\nnav:\n  - {title: 预约, url: /news/a/#预约}\n",
        "title: 样例站\nnav:\n  - {title: 预约, url: /news/a/}\n",
        file="site.yaml",
        beside=(PLAIN,),
        wrong_file="-",
        is_alone=True,
    ),
    Example(
        "external-links",
        "external-link-dead",
        "看[旧系统的说明](https://example.org/gone)。",
        "看[新系统的说明](https://example.org/fine)。",
        is_external=True,
        is_alone=True,
    ),
)

GUIDE_EXAMPLES = (
    Example(
        "guides",
        "pending-fields",
        place("address: 待补\nphone: 0635-8500002"),
        place("address: 振兴路1号\nphone: 0635-8500002"),
        file="content/places/pending-fields.md",
    ),
    Example("guides", "pending-not-shown", item("tags: 样例\nsummary: 待补"), item("tags: 样例\nsummary: 样例摘要")),
    Example(
        "guides",
        "bundle-gap",
        "---\ntitle: 样例一件事\nitems: [guide/later, guide/now]\n---\n",
        "---\ntitle: 样例一件事\nitems: [guide/soon, guide/now]\n---\n",
        file="content/bundles/bundle-gap.md",
        beside=(
            ("content/guides/later.md", "---\ntitle: 样例事项甲\ndraft: true\n---\n"),
            ("content/guides/soon.md", "---\ntitle: 样例事项乙\n---\n"),
            ("content/guides/now.md", "---\ntitle: 样例事项丙\n---\n"),
        ),
    ),
    Example(
        "guides",
        "phone-typed-twice",
        "---\ntitle: 样例事项丁\ncontacts: {ask: 0635-8500000, complain: 12345}\n---\n",
        "---\ntitle: 样例事项丁\ncontacts: {ask: {org: office}, complain: 12345}\n---\n",
        file="content/guides/phone-typed-twice.md",
    ),
    Example(
        "guides",
        "hours-typed-twice",
        "---\ntitle: 样例事项戊\nchannels:\n  - {counter: {place: place/hall, hours: 周一至周五 09:00-17:00}}\n---\n",
        "---\ntitle: 样例事项戊\nchannels:\n  - {counter: {place: place/hall, hours: 周六 09:00-11:00}}\n---\n",
        file="content/guides/hours-typed-twice.md",
        beside=(("content/places/hall.md", place("address: 振兴路2号\nphone: 0635-8500003")),),
    ),
    Example(
        "review-dates",
        "review-overdue",
        place("address: 振兴路3号\nphone: 0635-8500004\nreview_by: 2026-10-01"),
        place("address: 振兴路3号\nphone: 0635-8500004\nreview_by: 2027-10-01"),
        file="content/places/review-overdue.md",
    ),
)

FILE_EXAMPLES = (
    Example(
        "files",
        "photo-without-credit",
        item("photos:\n  - {src: lobby.png, alt: 大厅一楼的自助机}"),
        item("photos:\n  - {src: lobby.png, alt: 大厅一楼的自助机, credit: 样例}"),
        beside=(("content/news/lobby.png", "x"),),
    ),
    Example(
        "files",
        "picture-mislabelled",
        "![大厅一楼的自助机](lift.jpg)",
        "![大厅一楼的自助机](stairs.png)",
        beside=(("content/news/lift.jpg", plain_picture("PNG")), ("content/news/stairs.png", "x")),
        wrong_file="content/news/lift.jpg",
        note="lift.jpg 里面其实是 PNG 图片。",
        keeps=("content/news/stairs.png",),
    ),
    Example(
        "files",
        "picture-not-cleanable",
        "下载[平面图（TIFF，5 KB）](plan.tif)。",
        "![一楼的平面图，入口在东边](stairs.png)",
        beside=(("content/news/plan.tif", plain_picture("TIFF")),),
        wrong_file="content/news/plan.tif",
    ),
    Example(
        "files",
        "svg-without-size",
        '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h4v3z"/></svg>\n',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>\n',
        file="content/news/route.svg",
        beside=(("content/news/svg-without-size.md", item("summary: 样例摘要", "![上学的路线，走东昌路](route.svg)")),),
    ),
    Example(
        "files",
        "file-mislabelled",
        "（一段文字，文件名改成了 .zip）",
        "（真正的压缩包）",
        file="content/news/mislabelled.zip",
        beside=(("content/news/file-mislabelled.md", item("", "下载[申请表（ZIP，1 B）](mislabelled.zip)。")),),
        as_file=lambda text: b"PK\x03\x04" if "真正" in text else text.encode(),
    ),
    Example(
        "files",
        "file-too-heavy",
        "1.1 MB",
        "0.9 MB",
        file="content/news/heavy.zip",
        beside=(
            ("site.yaml", "title: 样例站\ndownloads_max_mb: 1\n"),
            ("content/news/a.md", item("summary: 样例摘要", "下载[图册（ZIP，1 MB）](heavy.zip)。")),
        ),
        as_file=lambda text: b"PK\x03\x04" + bytes(int(float(text[:3]) * 1_000_000)),
        note="这是 heavy.zip 的大小。",
        is_alone=True,
    ),
    Example(
        "files",
        "file-empty",
        "",
        "（真正的压缩包）",
        file="content/news/empty.zip",
        beside=(("content/news/file-empty.md", item("", "下载[申请表（ZIP，1 B）](empty.zip)。")),),
        as_file=lambda text: b"PK\x03\x04" if text else b"",
        note="错的写法里，empty.zip 是空的。",
    ),
    Example(
        "files",
        "office-file-alone",
        "下载[申请表（DOCX，1 KB）](apply.docx)。",
        "下载[申请表（DOCX，1 KB）](apply.docx)或者[申请表（PDF，1 KB）](apply.pdf)。",
        beside=(("content/news/apply.docx", docx(run("申请表"))), ("content/news/apply.pdf", pdf("Form"))),
    ),
    Example(
        "files",
        "unused-file",
        "这里没有提到旁边的图片。",
        "![大厅一楼的自助机](unused.png)",
        beside=(("content/news/unused.png", "x"),),
        wrong_file="content/news/unused.png",
        keeps=("content/news/unused.png",),
    ),
)

PERSONAL_EXAMPLES = (
    Example(
        "personal-data",
        "personal-data-in-name",
        "下载[登记表（ZIP，1 B）](13812341234.zip)。",
        "下载[登记表（ZIP，1 B）](form.zip)。",
        beside=(("content/news/13812341234.zip", "x"), ("content/news/form.zip", "x")),
        wrong_file="-",
        keeps=("content/news/form.zip",),
    ),
    in_pdf("personal-identity-number-in-file", "No. 11010519491231002X", "No. 110***************"),
    in_pdf("personal-mobile-number-in-file", "Tel. 13812341234", "Tel. 138****1234"),
    in_pdf("personal-bank-card-in-file", "Card 6222021234567890128", "Card 622************0128"),
    Example(
        "personal-data",
        "personal-home-address-in-file",
        "住幸福小区3号楼2单元501室。",
        "住幸福小区。",
        file="content/news/homes.docx",
        beside=(
            (
                "content/news/homes.md",
                item("", "下载[名单（DOCX，1 KB）](homes.docx)、[名单（PDF，1 KB）](homes.pdf)。"),
            ),
            ("content/news/homes.pdf", pdf("List")),
        ),
        as_file=lambda text: docx(run(text)),
        note="这是 Word 文件里的文字。",
    ),
    Example(
        "attachments",
        "attachment-unreadable",
        "（打不开的文件）",
        "Form",
        file="content/news/broken.pdf",
        beside=(("content/news/broken.md", item("", "下载[申请表（PDF，1 KB）](broken.pdf)。")),),
        as_file=lambda text: pdf(text) if text.isascii() else b"%PDF-1.7 nothing",
    ),
    in_pdf("attachment-without-text", "", "Form", "attachments"),
)

PROPERTY_EXAMPLES = (
    in_properties("attachment-author", CORE, "creator", "作者：王芳"),
    in_properties("attachment-last-editor", CORE, "lastModifiedBy", "上次修改者：赵敏"),
    in_properties("attachment-company", EXTENDED, "Company", "单位：样例软件下载站"),
    in_properties("attachment-manager", EXTENDED, "Manager", "主管：赵敏"),
    in_properties("attachment-title", CORE, "title", "标题：2019年度报名表（旧）"),
)

FRESHNESS_EXAMPLES = (
    Example(
        "freshness",
        "column-empty",
        item("summary: 样例摘要"),
        item("column: xiaoyuan"),
        beside=(SCHOOL,),
        wrong_file=SCHOOL[0],
        keeps=(SCHOOL[0],),
        is_alone=True,
    ),
    Example(
        "freshness",
        "column-stale",
        "---\ntitle: 样例\ndate: 2025-11-20\ncolumn: xiaoyuan\n---\n文字。\n",
        item("column: xiaoyuan"),
        beside=(SCHOOL,),
        wrong_file=SCHOOL[0],
        keeps=(SCHOOL[0],),
        is_alone=True,
    ),
    Example(
        "freshness",
        "home-stale",
        "---\ntitle: 样例\ndate: 2026-10-20\n---\n文字。\n",
        item("summary: 样例摘要"),
        beside=(("site.yaml", "title: 样例站\nfooter:\n  organiser: 样例单位\n"),),
        is_alone=True,
    ),
)

LOST_EXAMPLES = (
    Example(
        "lost-urls",
        "lost-file",
        "申请表不再提供。",
        "下载[申请表（ZIP，1 B）](form.zip)。",
        beside=(("content/news/form.zip", "x"),),
        published=("/news/form.zip",),
        wrong_file="-",
        keeps=("content/news/form.zip",),
        is_alone=True,
    ),
    Example(
        "lost-lists",
        "lost-list",
        item("summary: 样例摘要"),
        item("tags: [交通]"),
        published=("/tags/交通/",),
        wrong_file="-",
        is_alone=True,
    ),
    Example(
        "lost-lists",
        "lost-derived",
        "title: 样例站\n",
        "title: 样例站\nelder: true\n",
        file="site.yaml",
        beside=(PLAIN,),
        published=("/zl/news/a/",),
        wrong_file="-",
        is_alone=True,
    ),
)

TEMPLATE_EXAMPLES = (
    of_template("headings", "page-no-h1", page("<p>题目</p>"), page("<h1>题目</h1>")),
    of_template("headings", "page-many-h1", page("<h1>题目</h1><h1>再一个</h1>"), page("<h1>题目</h1><h2>再一个</h2>")),
    of_template(
        "headings", "page-heading-skips", page("<h1>题目</h1><h3>小节</h3>"), page("<h1>题目</h1><h2>小节</h2>")
    ),
    of_template("headings", "page-empty-heading", page("<h1>题目</h1><h2></h2>"), page("<h1>题目</h1><h2>小节</h2>")),
    of_template("headings", "page-no-title", page("<h1>题目</h1>", title=""), page("<h1>题目</h1>")),
    of_template(
        "images",
        "page-image-no-alt",
        page('<h1>题目</h1><img src="/news/">'),
        page('<h1>题目</h1><img src="/news/" alt="">'),
    ),
    of_template("language", "page-no-language", page("<h1>题目</h1>", html="<html>"), page("<h1>题目</h1>")),
    of_template(
        "language",
        "page-wrong-language",
        page("<h1>怎样领养老金</h1>", html='<html lang="en">', title="<title>怎样领养老金</title>"),
        page("<h1>怎样领养老金</h1>", title="<title>怎样领养老金</title>"),
    ),
    of_template(
        "ids",
        "id-twice",
        page('<h1 id="a">题目</h1><p id="a">文字</p>'),
        page('<h1 id="a">题目</h1><p id="b">文字</p>'),
    ),
)

APPROVAL_EXAMPLES = (
    of_approval("approval-missing", ""),
    of_approval("approval-undated", "  初审: 王芳\n  终审: 赵敏 2026-11-19"),
    of_approval("approval-out-of-order", "  初审: 王芳 2026-11-18\n  终审: 赵敏 2026-11-17"),
    of_approval("approval-same-person", "  初审: 王芳 2026-11-18\n  终审: 王芳 2026-11-19"),
    of_approval("approval-too-late", "  初审: 王芳 2026-11-18\n  终审: 赵敏 2026-11-21"),
)

SITE_EXAMPLES = (
    *LINK_EXAMPLES,
    *GUIDE_EXAMPLES,
    *FILE_EXAMPLES,
    *PERSONAL_EXAMPLES,
    *PROPERTY_EXAMPLES,
    *FRESHNESS_EXAMPLES,
    *LOST_EXAMPLES,
    *TEMPLATE_EXAMPLES,
    *APPROVAL_EXAMPLES,
)
