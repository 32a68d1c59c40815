"""The declared tables of a package: one source for reading, writing, templates and documents."""

from types import MappingProxyType
from typing import Final

from graph.packages.declared.cases import FAMILIES, TEAMS
from graph.packages.declared.demand import DEMAND
from graph.packages.declared.institutions import INSTITUTIONS
from graph.packages.declared.partnership import PARTNERSHIP
from graph.packages.declared.services import SERVICES
from graph.packages.declared.ties import TIES, WAVES
from graph.packages.declared.workers import WORKERS

#: Every table of a package in the order in which it is written.
TABLES: Final = MappingProxyType(
    {
        table.name: table
        for table in (
            PARTNERSHIP,
            INSTITUTIONS,
            WORKERS,
            SERVICES,
            FAMILIES,
            TIES,
            TEAMS,
            DEMAND,
            WAVES,
        )
    }
)
