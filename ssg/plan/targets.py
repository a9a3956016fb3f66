"""All that a reference may lead to."""

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from ssg.model.catalog import Item
from ssg.model.document import Document, Orphan
from ssg.model.registers import Figure, Registers
from ssg.plan.pictures import Pictures
from ssg.plan.reference_names import items_by_name, names_of_path


class Site(Struct, frozen=True, dict=True):
    """Items, files, pictures and registers, by the names under which documents refer to them."""

    item_by_path: Mapping[str, Item]
    """In the order of the catalog."""
    front_by_path: Mapping[str, Document]
    size_by_file: Mapping[str, int]
    figure_by_id: dict[str, Figure]
    register_ids: dict[str, tuple[str, ...]]
    orphans: frozenset[str]
    orphan_names: frozenset[str]
    pictures: Pictures

    @cached_property
    def item_by_name(self) -> dict[str, Item]:
        """Items by each name a reference may use; made when the first name is looked up, which most builds do not."""
        return items_by_name(tuple(self.item_by_path.values()))


def link_site(
    registers: Registers,
    *,
    item_by_path: Mapping[str, Item],
    front_by_path: Mapping[str, Document],
    size_by_file: Mapping[str, int],
    orphans: tuple[Orphan, ...],
    pictures: Pictures,
) -> Site:
    """Return what the references of a site's documents are looked up in.

    item_by_path: all items, in the order of the catalog.   size_by_file: of the files that are not read, in bytes.
    orphans: content files that are there but gave no document; naming one of them is no fault.
    """
    return Site(
        item_by_path=item_by_path,
        front_by_path=front_by_path,
        size_by_file=size_by_file,
        figure_by_id={figure.id: figure for figure in registers.figures},
        register_ids={
            "org": tuple(org.id for org in registers.orgs),
            "column": tuple(key for column in registers.columns for key in (column.id, column.title)),
            "figure": tuple(figure.id for figure in registers.figures),
        },
        orphans=frozenset(orphan.path for orphan in orphans),
        orphan_names=frozenset(name for orphan in orphans for name in names_of_path(orphan.path)),
        pictures=pictures,
    )
