"""What leads back to a notice: the notice that takes its place, the article that explains it."""

from ssg.model.catalog import Item
from ssg.model.document import Kind
from ssg.model.kinds.common import Ref
from ssg.model.kinds.notice import NoticeMeta
from ssg.plan.scope import Scope


def explained_notices(scope: Scope) -> dict[str, tuple[Item, ...]]:
    """Return, by an item's source path, the live notices that name it as their interpretation."""
    return _namers(scope, {path: meta.interpretation for path, meta in _metas(scope).items()})


def superseding_notices(scope: Scope) -> dict[str, tuple[Item, ...]]:
    """Return, by a notice's source path, the live notices that take its place."""
    return _namers(scope, {path: meta.supersedes for path, meta in _metas(scope).items()})


def _metas(scope: Scope) -> dict[str, NoticeMeta]:
    metas = ((item.card.path, item.document.meta) for item in scope.live[Kind.NOTICE])
    return {path: meta for path, meta in metas if isinstance(meta, NoticeMeta)}


def _namers(scope: Scope, refs_by_path: dict[str, tuple[Ref, ...]]) -> dict[str, tuple[Item, ...]]:
    found: dict[str, tuple[Item, ...]] = {}
    for item in scope.live[Kind.NOTICE]:
        named = (scope.find(item.document, ref) for ref in refs_by_path.get(item.card.path, ()))
        for path in dict.fromkeys(target.card.path for target in named if target):
            found[path] = (*found.get(path, ()), item)
    return found
