"""What leads back to a notice: the notice that takes its place, the article that explains it."""

from ssg.model.card import Card
from ssg.model.document import Kind
from ssg.model.kinds.common import Ref
from ssg.model.kinds.notice import NoticeMeta
from ssg.plan.scope import Scope


def explained_notices(scope: Scope) -> dict[str, tuple[Card, ...]]:
    """Return, by an item's source path, the live notices that name it as their interpretation."""
    return _namers(scope, {path: meta.interpretation for path, meta in _metas(scope).items()})


def superseding_notices(scope: Scope) -> dict[str, tuple[Card, ...]]:
    """Return, by a notice's source path, the live notices that take its place."""
    return _namers(scope, {path: meta.supersedes for path, meta in _metas(scope).items()})


def _metas(scope: Scope) -> dict[str, NoticeMeta]:
    metas = ((item.card.path, item.document.meta) for item in scope.live.get(Kind.NOTICE, ()))
    return {path: meta for path, meta in metas if isinstance(meta, NoticeMeta)}


def _namers(scope: Scope, refs_by_path: dict[str, tuple[Ref, ...]]) -> dict[str, tuple[Card, ...]]:
    found: dict[str, tuple[Card, ...]] = {}
    for item in scope.live.get(Kind.NOTICE, ()):
        named = (scope.find(item.document, ref) for ref in refs_by_path.get(item.card.path, ()))
        for path in dict.fromkeys(target.card.path for target in named if target):
            found[path] = (*found.get(path, ()), item.card)
    return found
