from markdown.extensions.toc import slugify_unicode

SITENAME = "青禾市民服务网"
SITEURL = "https://example.org"
PATH = "content"
OUTPUT_PATH = "output"
TIMEZONE = "Asia/Shanghai"
DEFAULT_LANG = "zh-CN"
THEME = "theme"
THEME_STATIC_DIR = "theme"
RELATIVE_URLS = False
ARTICLE_PATHS = ["yaowen", "tongzhi", "jiedu", "jiceng", "zhuanti", "tupian", "huiying", "zhinan"]
ARTICLE_URL = "{category}/{slug}/"
ARTICLE_SAVE_AS = "{category}/{slug}/index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = "{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
TAGS_SAVE_AS = "tags/index.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = ARCHIVES_SAVE_AS = CATEGORIES_SAVE_AS = DRAFT_SAVE_AS = ""
PAGINATION_PATTERNS = ((1, "{url}", "{save_as}"), (2, "{url}page/{number}/", "{base_name}/page/{number}/index.html"))
DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"category": 20, "tag": 20}
DIRECT_TEMPLATES = ["index", "tags", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
SLUGIFY_USE_UNICODE = True
FEED_DOMAIN = SITEURL
FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
STATIC_PATHS = ["static"]
EXTRA_PATH_METADATA = {f"static/img/photo-{k:02d}.svg": {"path": f"img/photo-{k:02d}.svg"} for k in range(12)}
EXTRA_PATH_METADATA["static/assets/site.css"] = {"path": "assets/site.css"}
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.extra": {},
        "markdown.extensions.meta": {},
        "markdown.extensions.toc": {"slugify": slugify_unicode},
    },
    "output_format": "html5",
}
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["neighbours"]
LOAD_CONTENT_CACHE = CACHE_CONTENT = True
CONTENT_CACHING_LAYER = "reader"
CHECK_MODIFIED_METHOD = "mtime"
CACHE_PATH = "cache"
SECTIONS = [
    ("yaowen", "要闻"),
    ("tongzhi", "通知公告"),
    ("jiedu", "政策解读"),
    ("jiceng", "基层动态"),
    ("zhuanti", "专题报道"),
    ("tupian", "图片新闻"),
    ("huiying", "回应关切"),
    ("zhinan", "服务指南"),
]
TITLES = dict(SECTIONS)
