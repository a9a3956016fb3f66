"""``_headers``: security and caching, in the form that Netlify and Cloudflare Pages read."""

from ssg.model.page import TextFile
from ssg.plan.routes import file_route
from ssg.plan.scope import Scope

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Only our own host; Pagefind's engine needs 'wasm-unsafe-eval' (search.md §3)."""


def plan_headers(scope: Scope) -> TextFile:
    base = scope.config.base_path
    everywhere = [
        f"Content-Security-Policy: {CONTENT_SECURITY_POLICY}",
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
