"""Tokens of the API and one-time links for browsers."""

from typing import Annotated

import typer

from service.commands.options import JsonOption
from service.commands.output import own_house, print_json, print_line, print_table

app = typer.Typer(help="Tokeny dostępu i jednorazowe linki.", no_args_is_help=True)
_ROLES = (
    *("api_client", "animator", "moderator", "rops_advisor"),
    *("pzk_member", "zzk_member", "case_lead", "administrator"),
)
_TERC_LENGTHS = frozenset({2, 4, 7})
_OWN_INSTITUTION = frozenset({"zzk_member"})


def _known_role(role: str) -> str:
    if role not in _ROLES:
        raise typer.BadParameter(f"znane role: {', '.join(_ROLES)}")
    return role


def _known_place(place: str) -> str:
    if place != "*" and not (place.isascii() and place.isdigit() and len(place) in _TERC_LENGTHS):
        raise typer.BadParameter("kod TERC z 2, 4 albo 7 cyfr, albo * (cały kraj)")
    return place


@app.command("create")
def create(
    role: Annotated[
        list[str],
        typer.Option("--role", parser=_known_role, metavar="ROLE", help=f"Rola: {', '.join(_ROLES)}."),
    ],
    territory: Annotated[
        list[str],
        typer.Option(
            "--territory", parser=_known_place, metavar="TERC", help="Początek kodu TERC albo *."
        ),
    ],
    name: Annotated[str, typer.Option("--name", help="Dla kogo; widać w dzienniku dostępu.")] = "",
    partnership: Annotated[
        list[str] | None, typer.Option("--partnership", metavar="ID", help="Tylko to partnerstwo.")
    ] = None,
    institution: Annotated[
        str | None, typer.Option("--institution", metavar="ID", help="Własna instytucja członka.")
    ] = None,
    days: Annotated[float, typer.Option("--days", min=0.001, max=3650, help="Ważność w dniach.")] = 90,
    link: Annotated[
        bool, typer.Option("--link", help="Zamiast tokenu jednorazowy link do przeglądarki.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Tworzy token i pokazuje go ten jeden raz."""
    from service.access.audit import record
    from service.access.entrance import link_to
    from service.access.owner import OWNER
    from service.access.policy import Grant, Role
    from service.access.sessions import create_link
    from service.access.tokens import create_token

    if institution is None and _OWN_INSTITUTION.intersection(role):
        raise typer.BadParameter("ta rola wymaga --institution", param_hint="--role")
    grant = Grant(
        name=name or "+".join(role),
        roles=frozenset(Role(one) for one in role),
        territory=tuple(territory),
        partnerships=tuple(partnership or ()),
        institution=institution,
    )
    with own_house() as house:
        if link:
            secret = create_link(house.access, grant, hours=days * 24)
            address = link_to(f"http://{house.settings.host}:{house.settings.port}", secret)
            record(house.access, OWNER, "link.create", grant.name)
            shown = {"link": address}
        else:
            id, secret = create_token(house.access, grant, days)
            record(house.access, OWNER, "token.create", f"{id} {grant.name}")
            shown = {"id": id, "token": secret}
    if as_json:
        print_json(shown)
        return
    for name, value in shown.items():
        typer.echo(value, err=name == "id")
    typer.echo("Sekret widać tylko teraz.", err=True)


@app.command("list")
def list_(as_json: JsonOption = False) -> None:
    """Pokazuje tokeny, bez nich samych."""
    from service.access.tokens import list_tokens

    with own_house() as house:
        found = [
            {
                "id": one.id,
                "name": one.grant.name,
                "roles": sorted(one.grant.roles),
                "territory": one.grant.territory,
                "partnerships": one.grant.partnerships,
                "institution": one.grant.institution,
                "created_at": one.created_at,
                "expires_at": one.expires_at,
                "revoked_at": one.revoked_at,
            }
            for one in list_tokens(house.access)
        ]
    if as_json:
        print_json(found)
        return
    print_table(
        "Tokeny",
        ("Identyfikator", "Dla kogo", "Role", "Obszar", "Ważny do", "Odwołany"),
        [
            (
                one["id"],
                one["name"],
                one["roles"],
                one["territory"],
                one["expires_at"],
                one["revoked_at"],
            )
            for one in found
        ],
    )


@app.command("revoke")
def revoke(id: Annotated[str, typer.Argument(metavar="ID", help="Identyfikator tokenu.")]) -> None:
    """Odwołuje token i otwarte nim sesje, od razu."""
    from service.access.audit import record
    from service.access.owner import OWNER
    from service.access.tokens import revoke_token

    with own_house() as house:
        revoke_token(house.access, id)
        record(house.access, OWNER, "token.revoke", id)
    print_line(f"Odwołano token: {id}")
