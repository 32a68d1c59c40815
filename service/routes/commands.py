"""Baskets of services and the contacts that lead there."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graph.errors import NotFound
from service.access.policy import Action
from service.commands.audited import does, own_runtime
from service.commands.language import spoken, t
from service.commands.options import JsonOption, LangOption
from service.commands.output import columns, print_json, print_line, print_table, shown, working

if TYPE_CHECKING:
    from graph.routes import RouteRequest
    from graph.snapshot import Snapshot
    from service.runtime import Runtime

Codes = list[str] | None


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("route")(route_command)


@does("route", Action.FIND_ROUTES)
def route_command(
    gmina: Annotated[
        str, typer.Option("--gmina", metavar="TERC", help="Gmina, w której mieszka rodzina.")
    ],
    needs: Annotated[Codes, typer.Option("--need", metavar="CODE", help="Potrzeba.")] = None,
    services: Annotated[Codes, typer.Option("--service", metavar="CODE", help="Usługa.")] = None,
    age_bands: Annotated[Codes, typer.Option("--age", metavar="BAND", help="Wiek, np. 7-12.")] = None,
    attends: Annotated[
        Codes, typer.Option("--attends", metavar="ID", help="Instytucja, do której rodzina już należy.")
    ] = None,
    origin: Annotated[
        str | None, typer.Option("--from", metavar="ID", help="Początek ścieżki (domyślnie lider).")
    ] = None,
    partnership: Annotated[
        str | None, typer.Option("--partnership", metavar="ID", help="Partnerstwo, gdy pasuje kilka.")
    ] = None,
    alternatives: Annotated[int, typer.Option("--alternatives", min=1, help="Liczba koszyków.")] = 3,
    avoid: Annotated[
        Codes, typer.Option("--avoid", metavar="ID", help="Instytucja do pominięcia.")
    ] = None,
    max_wait: Annotated[
        int, typer.Option("--max-wait", min=0, help="Najdłuższe oczekiwanie, dni.")
    ] = 180,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Układa koszyki usług i ścieżki kontaktu do realizatorów."""
    from graph.routes import RouteRequest
    from service.access.policy import FULL_VISIBILITY
    from service.answers.analyses import routes_document
    from service.runtime import today

    request = RouteRequest(
        gmina=gmina,
        needs=tuple(needs or ()),
        services=tuple(services or ()),
        age_bands=tuple(age_bands or ()),
        attends=tuple(attends or ()),
        origin=origin,
        alternatives=alternatives,
        avoid=tuple(avoid or ()),
        max_wait=max_wait,
        partnership=partnership,
    )
    with own_runtime() as runtime, working(t("cli.working.route")):
        chosen = runtime.library.choose(gmina, partnership)
        snapshot = runtime.library.snapshot(chosen, today())
        _refuse_unknown(runtime, snapshot, request)
        found = routes_document(runtime, snapshot, FULL_VISIBILITY, request, spoken())
    if as_json:
        print_json(found)
        return
    names = {id: one.name for id, one in snapshot.institutions.items()}
    for basket in found["baskets"]:
        _print_basket(basket, names)
    for unmet in found["unmet"]:
        print_line(unmet["explanation"])
    for notice in found["notices"]:
        print_line(notice["text"])


def _refuse_unknown(runtime: "Runtime", snapshot: "Snapshot", request: "RouteRequest") -> None:
    """An id that nothing has is not found; a code that does not exist is bad input, told later."""
    named = (*request.attends, *request.avoid, *((request.origin,) if request.origin else ()))
    strangers = [id for id in named if id not in snapshot.institutions]
    if unknown := set(strangers) - runtime.library.known_institutions(strangers):
        raise NotFound("institution", min(unknown))


def _print_basket(basket: dict[str, Any], names: Mapping[str, str]) -> None:
    print_table(
        t("cli.basket", n=basket["rank"], cost=shown(basket["cost"]), days=basket["wait_days"]),
        columns("need", "service", "provider", "days", "path"),
        [
            (
                item["need"],
                item["service_code"],
                item["institution"],
                item["wait_days"],
                " → ".join(names.get(id, item["institution"]) for id in item["path"]),
            )
            for item in basket["items"]
        ],
    )
