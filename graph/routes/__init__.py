"""Referral routes: which baskets of services answer a family's needs, and which contacts lead there.

A request is codes and conditions, never a person. What cannot be met is an answer, not an error.
"""

from graph.routes.answer import Basket, Detour, Item, Rival, RouteAnswer, Unmet, Way
from graph.routes.capacity import capacity_overview
from graph.routes.costs import RouteCosts
from graph.routes.document import route_document
from graph.routes.find import find_routes
from graph.routes.index import RouteIndex, Step, index_of
from graph.routes.notices import Notice, address_is_hidden
from graph.routes.paths import Route, cheapest_path
from graph.routes.requests import RouteRequest, check_request, choose_partnership
from graph.routes.usable import BlockedBy, CapacityState, Conditions, Screening, capacity_state, usable

__all__ = [
    "Basket",
    "BlockedBy",
    "CapacityState",
    "Conditions",
    "Detour",
    "Item",
    "Notice",
    "Rival",
    "Route",
    "RouteAnswer",
    "RouteCosts",
    "RouteIndex",
    "RouteRequest",
    "Screening",
    "Step",
    "Unmet",
    "Way",
    "address_is_hidden",
    "capacity_overview",
    "capacity_state",
    "cheapest_path",
    "check_request",
    "choose_partnership",
    "find_routes",
    "index_of",
    "route_document",
    "usable",
]
