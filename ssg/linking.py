"""Where every reference leads: looked up for documents that are open, remembered for the others.

What a reference comes to holds as long as the addresses that were looked up for it are as they were. So only the
documents that asked for an address which is another now are opened and looked up again.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from ssg.documents import documents_at
from ssg.engine.cache import CacheLostError
from ssg.engine.codec import CodecError, codec_of
from ssg.engine.digest import Digester
from ssg.library import Library
from ssg.model.catalog import Catalog, Item
from ssg.model.config import Config
from ssg.model.diagnostic import Diagnostic
from ssg.model.document import Document
from ssg.model.resolution import LinkFacts, OpenDocument, Resolution, SiteLink
from ssg.model.source import SourceFile
from ssg.plan.links import anchored_paths, check_site_links, leads_somewhere, link_facts, lookups_of
from ssg.plan.pictures import Pictures
from ssg.plan.resolver import resolve_item, resolve_loose_body
from ssg.plan.targets import Site, link_site


class Links(Struct, frozen=True):
    """What all references of a site came to."""

    site: Site
    library: Library
    facts_by_path: dict[str, LinkFacts]
    """Of all items."""
    loose: tuple[Resolution, ...]
    """Of bodies whose files gave no document."""
    address_by_path: dict[str, str]
    """To be compared with by the next build."""

    @property
    def items(self) -> Mapping[str, Item]:
        """Return all items by path, in the order of the catalog."""
        return self.site.item_by_path

    @property
    def opened(self) -> dict[str, OpenDocument]:
        """Return the documents at hand by path, fronts too."""
        documents, resolutions = self.library.documents, self.library.resolution_by_path
        return {path: OpenDocument(documents[path], resolutions[path]) for path in documents if path in resolutions}

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return what was noticed, in the order of the catalog; a document that noticed anything is always open."""
        found = self.library.resolution_by_path
        resolutions = (*(found[path] for path in self.items if path in found), *self.loose)
        fronts = (found[path] for path in found if path not in self.items)
        return tuple(fault for resolution in (*resolutions, *fronts) for fault in resolution.diagnostics)

    def broken_site_links(self, urls: frozenset[str]) -> Iterator[Diagnostic]:
        """Yield an error for each link by site path that leads to none of ``urls``. Raises CacheLostError."""
        resolutions = self.library.resolution_by_path
        suspects = [
            path
            for path, facts in self.facts_by_path.items()
            if facts.site_urls
            and path not in resolutions
            and not all(leads_somewhere(url, urls) for url in facts.site_urls)
        ]
        self.library.bring(suspects)
        self._resolve(suspects)
        open_paths = (path for path in self.items if path in resolutions)
        links: list[SiteLink] = [link for path in open_paths for link in resolutions[path].site_links]
        links += [link for path in resolutions if path not in self.items for link in resolutions[path].site_links]
        yield from check_site_links([*links, *(link for loose in self.loose for link in loose.site_links)], urls)

    def hand_out(self, paths: Iterable[str]) -> dict[str, OpenDocument]:
        """Return documents for pages that are made: those at hand, the others from the cache. Raises CacheLostError."""
        documents = documents_at(self.library, paths)
        found = self.library.resolution_by_path
        found = found | self._remembered([path for path in documents if path not in found])
        return {path: OpenDocument(document, found[path]) for path, document in documents.items()}

    def _remembered(self, paths: Collection[str]) -> dict[str, Resolution]:
        try:
            found = codec_of(Resolution).decode_by_key(self.library.cache.load_links(paths))
        except CodecError as fault:
            raise CacheLostError from fault
        if len(found) < len(paths):
            raise CacheLostError
        return found

    def _resolve(self, paths: Iterable[str]) -> None:
        documents = self.library.documents
        bodies = {path: document.body for path, document in documents.items()}
        for path in paths:
            item = self.items[path]._replace(opened=documents[path])
            self.library.resolution_by_path[path] = resolve_item(self.site, item, bodies)


def look_up(
    config: Config,
    library: Library,
    catalog: Catalog,
    files: tuple[SourceFile, ...],
    pictures: Pictures,
    changed_files: Iterable[str],
) -> Links:
    """Return where all references lead. Raises CacheLostError.

    files: those that may be linked to.   changed_files: paths that are new, gone or of other bytes since the last
    build.
    """
    items = {item.card.path: item for item in catalog.items}
    addresses = {path: item.address for path, item in items.items()}
    addresses |= {front.path: "front - - -" for front in catalog.fronts}
    # What leads to one of these leads nowhere without a word, and elsewhere once the file is mended.
    addresses |= {orphan.path: "orphan - - -" for orphan in library.orphans}
    stale = _stale_paths(library, addresses, changed_files)
    library.bring(items.keys() if config.elder else stale & items.keys())
    _open_anchored(library, items)
    links = Links(
        site=link_site(
            catalog.registers,
            item_by_path=items,
            front_by_path={front.path: front for front in catalog.fronts},
            size_by_file={file.path: file.size_bytes for file in files},
            orphans=library.orphans,
            pictures=pictures,
        ),
        library=library,
        facts_by_path={path: facts for path, facts in library.facts_by_path.items() if path in items},
        loose=(),
        address_by_path=addresses,
    )
    documents = library.documents
    links._resolve(path for path in documents if path in items)
    bodies = {path: document.body for path, document in documents.items()}
    digester = Digester()
    for path, document in documents.items():
        if path in items:
            links.facts_by_path[path] = link_facts(document, library.resolution_by_path[path], digester.digest)
    for front in catalog.fronts:
        library.resolution_by_path[front.path] = resolve_loose_body(links.site, front.path, front.body, bodies)
    orphans = [(orphan.path, orphan.body) for orphan in library.orphans if orphan.body is not None]
    return replace(links, loose=tuple(resolve_loose_body(links.site, path, body, bodies) for path, body in orphans))


def _stale_paths(library: Library, addresses: Mapping[str, str], changed_files: Iterable[str]) -> set[str]:
    """Return the closed documents for which some address that they asked for, or their own, is another now."""
    changed = {path for path, _ in addresses.items() ^ library.address_by_path.items()}
    asked = set(changed_files)
    for path in changed:
        for known in (addresses.get(path), library.address_by_path.get(path)):
            if known is not None:
                kind, _, _, url = known.split(" ", 3)
                asked.update(lookups_of(path, url, kind))
    if not asked:
        return changed & library.facts_by_path.keys()
    lookups = library.lookups_by_path.items()
    return {path for path, asked_for in lookups if path in changed or not asked.isdisjoint(asked_for)}


def _open_anchored(library: Library, items: Mapping[str, Item]) -> None:
    """Open the documents into which open ones, and files that gave no document, lead by an anchor, and so on."""
    library.bring(target for orphan in library.orphans for target in anchored_paths(orphan) if target in items)
    seen: set[str] = set()
    while True:
        documents: dict[str, Document] = library.documents
        new = documents.keys() - seen
        seen |= new
        wanted = {target for path in new for target in anchored_paths(documents[path]) if target in items}
        if wanted <= documents.keys():
            return
        library.bring(wanted - documents.keys())
