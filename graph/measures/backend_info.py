"""What NetworkX asks a backend while it is itself being imported; so this must not import it back."""

from typing import Any, Final

#: Functions of NetworkX that run on our kernels.
FUNCTIONS: Final = (
    "articulation_points",
    "betweenness_centrality",
    "bridges",
    "closeness_centrality",
    "connected_components",
    "constraint",
    "core_number",
    "degree_centrality",
    "effective_size",
)


def info() -> dict[str, Any]:
    """Name and functions of the backend, in the form NetworkX reads.

    >>> info()["backend_name"]
    'kooperacje'
    """
    return {
        "backend_name": "kooperacje",
        "project": "kooperacje-3d-network",
        "package": "graph",
        "short_summary": "Measures of partnership networks on compressed sparse rows",
        "functions": {name: {} for name in FUNCTIONS},
    }
