"""Groups of a large network: by municipality, then area, then sector, then type.

Readers know these words, so a group can be opened on purpose; a statistical community has no name.
A group is split further only while it is too large to be read.
"""

from collections.abc import Mapping, Sequence

#: A group with more nodes is split by the next trait.
READABLE = 150
#: Smaller parts of a split go together.
LEAST = 3
OTHER = "*"


def groups(traits: Mapping[str, Sequence[str]], readable: int = READABLE) -> dict[str, str]:
    """The key of each node's group, traits joined by ``/``; ``*`` stands for small remaining parts.

    Parameters
    ----------
    traits
        For every id its traits from the coarsest to the finest, the same number for all.
    readable
        Largest number of nodes a group is left with while a finer trait can split it.

    Returns
    -------
    dict
        Id to key, in the order of ``traits``. Takes time linear in ids times traits.

    Examples
    --------
    >>> groups({"a": ("north", "school"), "b": ("north", "police"), "c": ("south", "school")}, 1)
    {'a': 'north/*', 'b': 'north/*', 'c': 'south'}
    """
    depth = max(map(len, traits.values()), default=0)
    found: dict[str, str] = {}

    def split(ids: Sequence[str], level: int, key: tuple[str, ...]) -> None:
        parts: dict[str, list[str]] = {}
        if level < depth and (level == 0 or len(ids) > readable):
            for id in ids:
                parts.setdefault(traits[id][level], []).append(id)
        if not parts:
            found.update(dict.fromkeys(ids, "/".join(key)))
            return
        few = [id for part in parts.values() if len(part) < LEAST for id in part]
        if level and len(parts) > 1 and few:
            found.update(dict.fromkeys(few, "/".join((*key, OTHER))))
        for value in sorted(parts):
            if level and len(parts) > 1 and len(parts[value]) < LEAST:
                continue
            split(parts[value], level + 1, (*key, value))

    split(list(traits), 0, ())
    return {id: found[id] for id in traits}
