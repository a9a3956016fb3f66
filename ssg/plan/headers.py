"""``_headers``: security and caching, in the form that Netlify and Cloudflare Pages read."""

from base64 import b64encode
from hashlib import sha256

from ssg.model.page import TextFile
from ssg.model.theme import INLINE_SCRIPTS, Theme
from ssg.plan.routes import file_route
from ssg.plan.scope import Scope


def content_security_policy(theme: Theme) -> str:
    """Return the policy: only our own host, and of the scripts inside a page only the theme's own, by their digests."""
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *_inline_script_digests(theme))),
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def plan_headers(scope: Scope, theme: Theme) -> TextFile:
    base = scope.config.base_path
    everywhere = [
        f"Content-Security-Policy: {content_security_policy(theme)}",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: strict-origin-when-cross-origin",
        "Permissions-Policy: camera=(), microphone=(), geolocation=(), interest-cohort=()",
    ]
    if scope.config.noindex:
        everywhere.append("X-Robots-Tag: noindex")
    blocks = [
        (f"{base}/*", everywhere),
        (f"{base}/assets/*", ["Cache-Control: public, max-age=31536000, immutable"]),
    ]
    text = "".join(f"{path}\n" + "".join(f"  {line}\n" for line in lines) for path, lines in blocks)
    return TextFile(file_route("/_headers"), text)


def _inline_script_digests(theme: Theme) -> list[str]:
    """Return what the policy calls a hash source of each script, as Jinja includes it: without its last line end."""
    scripts = (template.source for template in theme.templates if template.name.startswith(INLINE_SCRIPTS))
    digests = (sha256(script.removesuffix("\n").encode()).digest() for script in scripts)
    return [f"'sha256-{b64encode(digest).decode()}'" for digest in digests]
