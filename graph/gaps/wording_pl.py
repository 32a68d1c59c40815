"""Polish sentences: names in the nominative after a colon, a dash or an arrow, counts after a colon."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from graph.gaps.gap import Gap, Kind
from graph.gaps.names import Names
from graph.gaps.sentences import Repair, Sentences, Template, lost, text

Evidence = Mapping[str, Any]


def _calls(names: Names) -> str:
    return f" Zwołuje: {names.leader}." if names.leader else ""


def _introduces(introducer: str | None, names: Names) -> str:
    if introducer:
        return f"Kto może wprowadzić: {names.one(introducer)}."
    return f"Zaprasza: {names.leader}." if names.leader else ""


def _invite(gap: Gap, introducer: str | None, names: Names) -> str:
    joins = names.recruited_as(gap.institutions[0]) == "member"
    step = (
        "Proponowany krok: zaproszenie do PZK."
        if joins
        else "Proponowany krok: stała osoba do kontaktu (instytucje tego typu nie przystępują do PZK)."
    )
    return text(step, _introduces(introducer, names))


def _repaired(repair: Repair, names: Names) -> str | None:
    if repair is None:
        return None
    if not repair:
        return "Dodatkowego połączenia nie proponujemy: żadna para instytucji nie ma do niego powodu."
    return f"Najłatwiejsze dodatkowe połączenia: {names.proposals(repair)}."


def _families(gap: Gap, names: Names, label: str = "Liczba rodzin, których to dotyczy") -> str | None:
    return f"{label}: {names.count(gap.families)}." if gap.families else None


def _outsider_with_families(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    who = names.one(e["institution"])
    works = (
        f"Praca z rodzinami bez członkostwa w PZK: {who} "
        f"(liczba rodzin: {names.count(e['families_involved'])})."
    )
    codes = [sole["service_code"] for sole in e["sole_provider_of"]]
    sole = f"Jedyny realizator usługi dostępnej dla rodzin: {who}. Usługa: {names.services(codes)}."
    needs = e["needs_without_other"]
    only = f"Potrzeby, na które nie odpowiada żadna inna instytucja: {names.needs(needs)}."
    return Sentences(
        title=f"Potrzebna instytucja spoza PZK: {who}",
        explanation=text(
            works if e["families_involved"] else None, sole if codes else None, only if needs else None
        ),
        advice=_invite(gap, e["introducer"], names),
    )


def _missing_tie(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    pair = names.tie(e["pair"])
    required = e["families_required"]
    path = (
        f"Najkrótsza droga kontaktu: {names.path(e['path'])}."
        if e["path"]
        else "Żadna droga kontaktu nie łączy tych instytucji."
    )
    if e["coordinator_only"]:
        advice = "Proponowany krok: kontakt przez koordynatora ZZK."
    else:
        reason = (
            "współpraca wymagana w sprawie rodziny"
            if required
            else f"obie odpowiadają na tę samą potrzebę wspólnej rodziny: {names.needs(e['needs'])}"
        )
        advice = (
            f"Proponowany krok: wspólne spotkanie (powód: {reason}). "
            f"Uczestnicy: {names.all(e['pair'])}.{_calls(names)}"
        )
    return Sentences(
        title=f"Brak bieżącego kontaktu: {pair}",
        explanation=text(
            f"Brak bieżącego kontaktu: {pair}. Wspólne rodziny: {names.count(e['families_shared'])}.",
            f"Współpraca wymagana w sprawach rodzin, liczba: {names.count(required)}."
            if required
            else None,
            path,
        ),
        advice=advice,
    )


def _unlinked_duplicates(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    codes = [row["service_code"] for row in e["services"]]
    return Sentences(
        title=f"Ta sama usługa bez uzgodnień: {names.tie(e['pair'])}",
        explanation=(
            f"Usługa: {names.services(codes)}. Realizatorzy: {names.all(e['pair'])}. "
            "Wiek i obszar częściowo te same, brak bieżącego kontaktu."
        ),
        advice=(
            "Proponowany krok: uzgodnienie profili, czyli dla kogo i w jakim zakresie (powód: ta sama "
            f"usługa); obie usługi pozostają.{_calls(names)}"
        ),
    )


def _bridge(gap: Gap, e: Evidence, names: Names, repair: Repair) -> Sentences:
    return Sentences(
        title=f"Jedyne połączenie: {names.tie(e['tie'])}",
        explanation=text(
            f"Jedyne połączenie: {names.tie(e['tie'])}. Po jego utracie tracą łączność z resztą sieci: "
            f"{names.some(e['cuts_off'])} (liczba instytucji: {len(e['cuts_off'])}).",
            _families(gap, names),
        ),
        advice=text(
            f"Proponowany krok: druga osoba do kontaktu po obu stronach: {names.all(e['tie'])}.",
            _repaired(repair, names),
        ),
    )


def _cut_vertex(gap: Gap, e: Evidence, names: Names, repair: Repair) -> Sentences:
    who, gone = names.one(e["institution"]), lost(e["parts"])
    return Sentences(
        title=f"Jedyny łącznik: {who}",
        explanation=text(
            f"Jedyny łącznik: {who}. Bez tej instytucji tracą łączność z resztą sieci: "
            f"{names.some(gone)} (liczba instytucji: {len(gone)}, liczba części: {len(e['parts'])}).",
            _families(gap, names),
        ),
        advice=text(
            f"Proponowany krok: druga osoba do kontaktu po stronie: {who}.",
            _repaired(repair, names),
        ),
    )


def _overcentralised(gap: Gap, e: Evidence, names: Names, repair: Repair) -> Sentences:
    gone = lost(e["falls_off"])
    fall = (
        f"Bez tej instytucji tracą łączność z resztą sieci: {names.some(gone)} "
        f"(liczba instytucji: {len(gone)})."
        if gone
        else "Bez tej instytucji drogi kontaktu bardzo się wydłużają."
    )
    return Sentences(
        title=f"Sieć zależna od jednej instytucji: {names.one(e['hub'])}",
        explanation=text(
            f"Większość dróg kontaktu prowadzi przez jedną instytucję: {names.one(e['hub'])} "
            f"(liczba bieżących kontaktów: {e['ties']}; centralizacja: "
            f"{names.decimal(e['centralisation'])}, próg: {names.decimal(e['limit'])}).",
            fall,
        ),
        advice=text(
            "Proponowany krok: podział kontaktów na więcej osób i drugi ośrodek kontaktów.",
            _repaired(repair, names),
        ),
    )


def _single_contact(gap: Gap, e: Evidence, names: Names, repair: Repair) -> Sentences:
    who = names.one(e["institution"])
    ties = [row["tie"] for row in e["critical_ties"]]
    crowded = (
        f"Kontakty w rękach jednej osoby (rola: {e['role']}), liczba: {e['held']} z {e['live_ties']}. "
        f"Instytucja: {who} (liczba pracowników: {e['workers']})."
    )
    critical = (
        f"Jedyna osoba do kontaktu po stronie: {who} (rola: {e['role']}). Połączenie: "
        f"{names.ties(ties)}; po jego utracie tracą łączność z resztą sieci: "
        f"{names.some(sorted({id for row in e['critical_ties'] for id in row['cuts_off']}))}."
    )
    return Sentences(
        title=f"Kontakt przez jedną osobę: {who} (rola: {e['role']})",
        explanation=text(crowded if e["crowded"] else None, critical if ties else None),
        advice=text(
            f"Proponowany krok: druga osoba do kontaktu. Wyznacza: {who}.",
            _repaired(repair, names),
        ),
    )


def _expired_agreement(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    return Sentences(
        title=f"Dokument po terminie: {names.tie(e['tie'])}",
        explanation=text(
            f"Dokument współpracy obowiązywał do: {names.day(e['document_valid_to'])} "
            f"(stan na: {names.day(e['as_of'])}, liczba dni po terminie: {e['days']}). "
            f"Strony: {names.all(e['tie'])}.",
            _families(gap, names, "Wspólne rodziny"),
        ),
        advice=f"Proponowany krok: odnowienie dokumentu. Podpisują: {names.all(e['tie'])}.",
    )


def _formal_but_weak(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    return Sentences(
        title=f"Porozumienie bez współpracy w praktyce: {names.tie(e['tie'])}",
        explanation=text(
            f"Strony: {names.all(e['tie'])}. Podstawa współpracy: {names.form(e['formalisation'])}. "
            f"Ocena współpracy w skali 1–5: {names.decimal(e['strength'])}; kontakt: "
            f"{names.frequency(e['frequency'])}.",
            _families(gap, names, "Wspólne rodziny"),
        ),
        advice=(
            f"Proponowany krok: stały termin spotkań (powód: {names.form(e['formalisation'])}), a w "
            f"razie potrzeby mediacja ROPS. Uczestnicy: {names.all(e['tie'])}."
        ),
    )


def _asymmetric_tie(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    rated = "; ".join(f"{names.one(id)} – {value}" for id, value in e["strengths"].items())
    return Sentences(
        title=f"Różna ocena współpracy: {names.tie(e['tie'])}",
        explanation=text(
            f"Oceny tej samej współpracy w skali 1–5: {rated}.", _families(gap, names, "Wspólne rodziny")
        ),
        advice=(
            "Proponowany krok: rozmowa o wzajemnych oczekiwaniach, a w razie potrzeby mediacja ROPS. "
            f"Uczestnicy: {names.all(e['tie'])}."
        ),
    )


def _paper_member(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    who = names.one(e["institution"])
    silent = (
        f"Kontakty z liderem ({names.leader}) w ostatnich 12 miesiącach: 0. Inne bieżące kontakty: "
        f"{e['live_ties']}."
        if e["live_ties"]
        else "Bieżące kontakty z instytucjami na mapie: 0."
    )
    return Sentences(
        title=(
            f"Członek bez kontaktu z liderem: {who}"
            if e["live_ties"]
            else f"Członek bez bieżących kontaktów: {who}"
        ),
        explanation=text(f"Członek PZK: {who}. {silent}", _families(gap, names)),
        advice=text(
            "Proponowany krok: zaproszenie z konkretnym zadaniem albo zgoda na zakończenie członkostwa.",
            f"Rozmawia: {names.one(e['introducer'])}." if e["introducer"] else None,
        ),
    )


def _informal_outsider(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    who = names.one(e["institution"])
    ties = "; ".join(
        f"{names.one(row['member'])} (ocena: {names.decimal(row['strength'])})" for row in e["ties"]
    )
    return Sentences(
        title=f"Silna współpraca oparta na znajomości: {who}",
        explanation=text(
            f"Instytucja spoza PZK: {who}. Silna współpraca oparta tylko na znajomości: {ties}.",
            _families(gap, names),
        ),
        advice=_invite(gap, e["introducer"], names),
    )


def _influential_outsider(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    who = names.one(e["institution"])
    return Sentences(
        title=f"Ważny pośrednik spoza PZK: {who}",
        explanation=text(
            f"Instytucja spoza PZK: {who}. Miejsce wśród pośredników sieci: {e['rank']} "
            f"(liczba instytucji: {e['institutions']}; pośrednictwo: "
            f"{names.decimal(e['betweenness'], 3)}).",
            _families(gap, names),
        ),
        advice=_invite(gap, e["introducer"], names),
    )


def _overloaded_worker(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    who = names.all(gap.institutions)
    if e["over"]:
        title = f"Zbyt wiele rodzin na jedną osobę: {who} (rola: {e['role']})"
        advice = f"Proponowany krok: podział spraw albo dodatkowa osoba na tę rolę. Decyduje: {who}."
    else:
        title = f"Brak wolnych miejsc: {who} (rola: {e['role']})"
        advice = f"Proponowany krok: plan na kolejne zgłoszenia. Decyduje: {who}."
    return Sentences(
        title=title,
        explanation=(
            f"Instytucja: {who}. Rola: {e['role']}. Liczba rodzin: {e['caseload']}; "
            f"najwyższa dopuszczalna: {e['caseload_max']}."
        ),
        advice=advice,
    )


_BLOCKED: Final = {
    "no_service": "takiej usługi nie ma w bazie",
    "territory": "usługi nie obejmują tej gminy",
    "closed": "usługi są zawieszone albo zamknięte",
    "age": "wiek",
    "own_clients": "usługi tylko dla własnych uczniów lub podopiecznych",
    "capacity": "brak wolnych miejsc i brak listy oczekujących",
    "wait": "zbyt długie oczekiwanie",
}
_BLOCKED_STEP: Final = {
    "no_service": "wpisanie brakującej usługi do strategii i rozmowa z powiatem oraz ROPS",
    "territory": "porozumienie z najbliższym realizatorem o objęciu gminy",
    "closed": "ustalenie terminu wznowienia albo usługi zastępczej",
    "age": "rozmowa z realizatorem o rozszerzeniu wieku albo nowa usługa dla tej grupy",
    "own_clients": "otwarcie usługi dla innych rodzin albo odpowiednik dostępny dla wszystkich",
    "capacity": "uruchomienie listy oczekujących i rozmowa o dodatkowych miejscach",
    "wait": "rozmowa o pierwszeństwie albo dodatkowych miejscach",
}


def _reasons(e: Evidence, names: Names) -> str:
    rows = e["blocked_by_all"]
    if len(rows) == 1:
        return f"Przyczyna: {_reason(e['blocked_by'], e['nearest'], names)}"
    said = "; ".join(
        _reason(row["blocked_by"], e["nearest"], names)
        + (f" – liczba rodzin: {row['families']}" if row["families"] is not None else "")
        for row in rows
    )
    return f"Przyczyny: {said}"


def _reason(blocker: str, nearest: Sequence[Evidence], names: Names) -> str:
    rows = [row for row in nearest if row["blocked_by"] == blocker]
    said = _BLOCKED[blocker]
    if blocker == "age" and rows:
        said += f" (przyjmowane osoby: {'; '.join(sorted({names.ages(row) for row in rows}))})"
    if blocker == "wait" and rows:
        said += f" (najmniej dni: {min(row['wait_days'] for row in rows)})"
    return said


def _unmet_need(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    need = names.need(e["need"])
    near = e["nearest"][0] if e["nearest"] else None
    return Sentences(
        title=f"Potrzeba bez dostępnej usługi: {need}",
        explanation=text(
            f"Potrzeba: {need} – brak dostępnej usługi w gminie: {e['gmina']}. "
            f"Liczba rodzin: {names.count(gap.families)}. {_reasons(e, names)}.",
            f"Najbliższa możliwość: {names.service(near['service_code'])}, {near['institution']}."
            if near
            else None,
        ),
        advice=f"Proponowany krok: {_BLOCKED_STEP[e['blocked_by']]}.{_calls(names)}",
    )


def _uncovered_area(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    area, candidates = names.area(e["area"]), e["candidates"]
    return Sentences(
        title=f"Obszar bez członków PZK: {area}",
        explanation=(
            f"Obszar współpracy: {area}. Członkowie PZK w tym obszarze: 0. "
            f"Instytucje tego obszaru na mapie, liczba: {len(candidates)}."
        ),
        advice=text(
            f"Proponowany krok: zaproszenie do PZK: {names.some(candidates)}."
            if candidates
            else "Proponowany krok: rozpoznanie instytucji tego obszaru i zaproszenie do PZK.",
            f"Zaprasza: {names.leader}." if names.leader else None,
        ),
    )


def _paper_area(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    area = names.area(e["area"])
    return Sentences(
        title=f"Obszar bez współpracy z liderem: {area}",
        explanation=(
            f"Obszar współpracy: {area}. Członkowie z bieżącym kontaktem z liderem, liczba: "
            f"{len(e['in_contact'])} z {len(e['members'])}. Bez takiego kontaktu: "
            f"{names.some(e['without_contact'])}."
        ),
        advice=(
            f"Proponowany krok: wspólne zadanie w tym obszarze. Zaprasza: {names.one(e['leader'])}. "
            + (
                "Na początek instytucje, które odpowiadają na te same potrzeby co lider: "
                f"{names.some(e['same_needs'])}."
                if e["same_needs"]
                else f"Uczestnicy: {names.some(e['without_contact'])}."
            )
        ),
    )


def _unused_service(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    who, service = names.one(e["institution"]), names.service(e["service_code"])
    return Sentences(
        title=f"Usługa poza zasięgiem lidera: {service}, {who}",
        explanation=text(
            f"Usługa: {service}. Realizator: {who}. Brak bieżącego kontaktu z liderem: "
            f"{names.one(e['leader'])}.",
            f"Potrzeby rodzin, na które odpowiada: {names.needs(gap.needs)}." if gap.needs else None,
            _families(gap, names),
            f"Rodziny bez innej takiej usługi wśród kontaktów lidera: {e['families_without_other']}."
            if e["families_without_other"]
            else None,
        ),
        advice=text(
            "Proponowany krok: wpisanie do lokalnego koszyka usług i ustalenie osoby do kontaktu.",
            _introduces(e["introducer"], names),
        ),
    )


def _no_leader(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    partners = e["strategic_partners"]
    return Sentences(
        title="Partnerstwo bez lidera",
        explanation=text(
            f"Stan na: {names.day(e['as_of'])}. Członkowie PZK: {e['members']}, żaden nie pełni roli "
            "lidera. Bez lidera nikt nie zwołuje spotkań, a kontaktów z liderem nie da się ocenić.",
            _families(gap, names),
        ),
        advice=text(
            "Proponowany krok: wybór lidera spośród członków PZK.",
            f"Partner strategiczny: {names.all(partners)}." if partners else None,
        ),
    )


def _one_level_partnership(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    return Sentences(
        title="Partnerstwo z jednego poziomu samorządu",
        explanation=(
            f"Poziomy samorządu wśród członków PZK: {names.levels(e['levels'])} "
            f"(liczba członków: {e['members']}). Model wymaga dwóch poziomów: gmina, powiat."
        ),
        advice=text(
            "Proponowany krok: zaproszenie do PZK instytucji brakującego poziomu: "
            f"{names.levels(level for level in ('gmina', 'powiat') if level not in e['levels'])}.",
            f"Zaprasza: {names.leader}." if names.leader else None,
        ),
    )


def _one_level_team(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    return Sentences(
        title=f"Zespół zadaniowy z jednego poziomu samorządu: {names.all(e['team'])}",
        explanation=(
            f"Skład ZZK: {names.all(e['team'])}. Poziomy samorządu w składzie: "
            f"{names.levels(e['levels'])}. Model wymaga dwóch poziomów: gmina, powiat."
        ),
        advice=(
            "Proponowany krok: zaproszenie do ZZK instytucji brakującego poziomu: "
            f"{names.levels(level for level in ('gmina', 'powiat') if level not in e['levels'])}."
            f"{_calls(names)}"
        ),
    )


def _uncoordinated_case(gap: Gap, e: Evidence, names: Names, _: Repair) -> Sentences:
    missing = [
        *([] if e["has_lead"] else ["instytucja prowadząca"]),
        *([] if e["has_team"] else ["zespół zadaniowy (ZZK)"]),
    ]
    return Sentences(
        title=f"Sprawa bez koordynacji: {names.all(e['institutions'])}",
        explanation=(
            f"Instytucje pracujące z jedną rodziną: {names.all(e['institutions'])} "
            f"(liczba: {len(e['institutions'])}). Czego brakuje: {', '.join(missing)}."
        ),
        advice=f"Proponowany krok: zebranie ZZK i wskazanie koordynatora.{_calls(names)}",
    )


SENTENCES: Final[Mapping[Kind, Template]] = {
    "outsider_with_families": _outsider_with_families,
    "missing_tie": _missing_tie,
    "unlinked_duplicates": _unlinked_duplicates,
    "bridge": _bridge,
    "cut_vertex": _cut_vertex,
    "single_contact": _single_contact,
    "expired_agreement": _expired_agreement,
    "formal_but_weak": _formal_but_weak,
    "asymmetric_tie": _asymmetric_tie,
    "paper_member": _paper_member,
    "informal_outsider": _informal_outsider,
    "influential_outsider": _influential_outsider,
    "overcentralised": _overcentralised,
    "overloaded_worker": _overloaded_worker,
    "unmet_need": _unmet_need,
    "uncovered_area": _uncovered_area,
    "paper_area": _paper_area,
    "unused_service": _unused_service,
    "no_leader": _no_leader,
    "one_level_partnership": _one_level_partnership,
    "one_level_team": _one_level_team,
    "uncoordinated_case": _uncoordinated_case,
}
