"""The picture that stands for an article where only one is shown: in lists, and beside a link in a chat."""

from collections.abc import Iterator, Mapping

from ssg.model.document import Body, Meta, Reference
from ssg.model.kinds.news import NewsMeta
from ssg.model.picture import CENTRE, SVG, Focus, Lead
from ssg.plan.pictures import Pictures


def find_lead(
    meta: Meta,
    body: Body,
    path_by_photo: Mapping[str, str],
    path_by_image: Mapping[Reference, str],
    pictures: Pictures,
) -> Lead | None:
    """Return the lead picture of an article: the first photograph of its front matter, or else of its body.

    path_by_photo: source path by reference as written.   path_by_image: by reference of the body.
    None for other kinds, and where there are only drawings (SVG), which are not made smaller and which no chat shows.
    """
    if not isinstance(meta, NewsMeta):
        return None
    for path, focus in _candidates(meta, body, path_by_photo, path_by_image):
        facts = pictures.facts(path)
        if facts is not None and facts.picture is not None and facts.media_type != SVG:
            return Lead(path, pictures.file_by_path[path].digest, focus)
    return None


def _candidates(
    meta: NewsMeta, body: Body, path_by_photo: Mapping[str, str], path_by_image: Mapping[Reference, str]
) -> Iterator[tuple[str, Focus]]:
    for photo in meta.photos:
        if photo.src.target in path_by_photo:
            yield path_by_photo[photo.src.target], photo.focus
    for reference in body.references:
        if reference in path_by_image:
            yield path_by_image[reference], CENTRE
