"""Where the structure of a paper begins in its file, and in which piece each content is."""

from collections.abc import Sequence

INNER, LINKS, LAST_KEY = 1_000_000, 2_000_000, 3_000_000
"""Keys of content from here on belong to drawings and to links; below are the pages."""


def root(document: int, parents: int) -> bytes:
    """Return where the structure begins: the piece that is the whole document, and the list of all content."""
    return b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>" % (document, parents, LAST_KEY)


def owned(owners: Sequence[int]) -> bytes:
    """Return the piece that each content of a page or a drawing belongs to; -1 stands for none."""
    return b"[%s]" % b" ".join(b"%d 0 R" % owner if owner >= 0 else b"null" for owner in owners)


def listed(lists: Sequence[tuple[int, Sequence[int]]]) -> bytes:
    """Return the list of all content: for each first key the objects that say where the next ones belong."""
    nums = bytearray()
    for first, numbers in lists:
        for key, number in enumerate(numbers, start=first):
            nums += b"%d %d 0 R " % (key, number)
    return b"<</Nums[%s]>>" % nums
