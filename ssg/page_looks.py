"""What looking at one built page takes: imported where pages are rendered, which after one edit is another process."""

from ssg.check.facts import PageFacts, page_facts
from ssg.model.diagnostic import Outcome
from ssg.model.page import Page
from ssg.plan.news import TEMPLATE
from ssg.request import BuildRequest
from ssg.sources import load_settings, load_theme
from ssg.stages import Press


def look_at_page(press: Press, page: Page) -> Outcome[PageFacts | None]:
    """Render a page and return its facts alone; None, with the reasons, when it cannot be rendered."""
    rendered = press.render(page)
    if rendered.value is None:
        return Outcome(None, rendered.diagnostics)
    return Outcome(page_facts(page.route.url, rendered.value.decode(), press.base_path), rendered.diagnostics)


def get_ready(request: BuildRequest) -> None:
    """Compile the template of the pages that are edited most, as the theme on disk has it."""
    # Late: the process that plans imports this module, too, and does without Jinja.
    from ssg.render.render import Renderer

    config = load_settings(request).value
    if config is not None:
        theme = load_theme(request, config[0]).value.theme
        Renderer(theme, config[0].base_path, config[0].language, frozenset((TEMPLATE,))).prepare(TEMPLATE)
