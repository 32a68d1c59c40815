"""Tokens of the API and one-time links for browsers."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from service.access.owner import OWNER, TERMINAL
from service.commands.audited import exempt, own_runtime
from service.commands.language import t
from service.commands.options import JsonOption, LangOption, PurposeOption, label
from service.commands.output import columns, print_json, print_line, print_table

if TYPE_CHECKING:
    from service.access.links import Link
    from service.access.tokens import Token
    from service.runtime import Runtime

app = typer.Typer(help="Tokeny dostępu i jednorazowe linki.", no_args_is_help=True)
_ROLES = (
    *("api_client", "animator", "moderator", "rops_advisor"),
    *("pzk_member", "zzk_member", "case_lead", "administrator"),
)
_TERC_LENGTHS = frozenset({2, 4, 6, 7})
_OWN_INSTITUTION = frozenset({"zzk_member"})
_DAYS = 90


def _known_role(role: str) -> str:
    if role not in _ROLES:
        raise typer.BadParameter(t("cli.token.roles", roles=", ".join(_ROLES)))
    return role


def _known_place(place: str) -> str:
    if place != "*" and not (place.isascii() and place.isdigit() and len(place) in _TERC_LENGTHS):
        raise typer.BadParameter(t("cli.token.place"))
    return place


@app.command("create")
@exempt("token create", "its line names the id that is made")
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
    name: Annotated[
        str,
        typer.Option(
            "--name",
            metavar="TEXT",
            parser=label,
            help="Dla której instytucji albo roli, bez nazwisk; widać w dzienniku dostępu.",
        ),
    ] = "",
    partnership: Annotated[
        list[str] | None, typer.Option("--partnership", metavar="ID", help="Tylko to partnerstwo.")
    ] = None,
    institution: Annotated[
        str | None, typer.Option("--institution", metavar="ID", help="Własna instytucja członka.")
    ] = None,
    days: Annotated[
        float | None,
        typer.Option(
            "--days",
            min=0.001,
            max=3650,
            help="Ważność w dniach (domyślnie 90); dla linku: otwartej nim sesji (domyślnie"
            " KOOPERACJE_SESSION_HOURS). Sam link czeka na użycie najwyżej 24 godziny.",
        ),
    ] = None,
    purpose: PurposeOption = "",
    link: Annotated[
        bool, typer.Option("--link", help="Zamiast tokenu jednorazowy link do przeglądarki.")
    ] = False,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tworzy token i pokazuje go ten jeden raz."""
    from service.access.entrance import link_to
    from service.access.links import MOST_HOURS, add_link
    from service.access.policy import Grant, Role
    from service.access.tokens import create_token

    if institution is None and _OWN_INSTITUTION.intersection(role):
        raise typer.BadParameter(t("cli.token.institution"), param_hint="--role")
    grant = Grant(
        name=name or "+".join(role),
        roles=frozenset(Role(one) for one in role),
        territory=tuple(territory),
        partnerships=tuple(partnership or ()),
        institution=institution,
        purpose=purpose,
    )
    with own_runtime() as runtime:
        if link:
            id, secret = add_link(
                *(runtime.access, grant, MOST_HOURS), session_hours=days * 24 if days else None
            )
            shown = {"id": id, "link": link_to(runtime.settings.base_url, secret)}
        else:
            id, secret = create_token(runtime.access, grant, days or _DAYS)
            shown = {"id": id, "token": secret}
        place = "|".join(grant.territory)
        _note(runtime, "link.create" if link else "token.create", f"{id} {grant.name}", place)
    if as_json:
        print_json(shown)
        return
    for name, value in shown.items():
        typer.echo(value, err=name == "id")
    typer.echo(t("cli.token.once"), err=True)


@app.command("list")
@exempt("token list", "shows who was given access, no data of anybody")
def list_(lang: LangOption = None, as_json: JsonOption = False) -> None:
    """Pokazuje tokeny i linki, bez nich samych."""
    from service.access.links import list_links
    from service.access.tokens import list_tokens

    with own_runtime() as runtime:
        found = [_shown("token", one, one.expires_at) for one in list_tokens(runtime.access)]
        found += [
            _shown("link", one, one.until or one.expires_at) | {"used_at": one.used_at}
            for one in list_links(runtime.access)
        ]
    if as_json:
        print_json(found)
        return
    print_table(
        t("cli.token.title"),
        columns("id", "kind", "holder", "roles", "area", "valid_to", "revoked"),
        [
            (
                one["id"],
                one["kind"],
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
@exempt("token revoke", "its line names the id that is revoked")
def revoke(
    id: Annotated[str, typer.Argument(metavar="ID", help="Identyfikator tokenu albo linku.")],
    lang: LangOption = None,
) -> None:
    """Odwołuje token albo link i otwarte nim sesje, od razu."""
    from service.access.links import list_links, revoke_link
    from service.access.tokens import revoke_token

    with own_runtime() as runtime:
        link = any(one.id == id for one in list_links(runtime.access))
        (revoke_link if link else revoke_token)(runtime.access, id)
        _note(runtime, "link.revoke" if link else "token.revoke", id)
    print_line(t("cli.token.link_revoked" if link else "cli.token.revoked", id=id))


def _shown(kind: str, one: "Token | Link", until: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": kind,
        "name": one.grant.name,
        "purpose": one.grant.purpose,
        "roles": sorted(one.grant.roles),
        "territory": one.grant.territory,
        "partnerships": one.grant.partnerships,
        "institution": one.grant.institution,
        "created_at": one.created_at,
        "expires_at": until,
        "revoked_at": one.revoked_at,
    }


def _note(runtime: "Runtime", action: str, subject: str, place: str | None = None) -> None:
    from service.access.audit import record

    record(runtime.access, OWNER, action, subject, through=TERMINAL, place=place)
