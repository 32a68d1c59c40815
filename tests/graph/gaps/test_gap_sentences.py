"""What a clerk reads of each kind of gap, by worked examples: title, what is wrong, what to do."""

import pytest

from graph.gaps import KINDS, gaps_document
from small_partnerships import demand, gaps_of, inst, leader, outsider, service, snap, ties
from small_partnerships import family as case
from tests.graph.gaps.test_gaps_severity import EXAMPLES

READ = {
    "asymmetric_tie": (
        "Różna ocena współpracy: Nazwa A – Nazwa B",
        "Oceny tej samej współpracy w skali 1–5: Nazwa A – 4; Nazwa B – 2.",
        "Proponowany krok: rozmowa o wzajemnych oczekiwaniach, a w razie potrzeby mediacja ROPS. "
        "Uczestnicy: Nazwa A; Nazwa B.",
    ),
    "bridge": (
        "Jedyne połączenie: Nazwa C – Nazwa D",
        "Jedyne połączenie: Nazwa C – Nazwa D. Po jego utracie 3 instytucje tracą łączność z "
        "resztą sieci: Nazwa D; Nazwa E; Nazwa F.",
        "Proponowany krok: druga osoba do kontaktu po obu stronach: Nazwa C; Nazwa D. Dodatkowego"
        " połączenia nie proponujemy: żadna para instytucji nie ma do niego powodu.",
    ),
    "cut_vertex": (
        "Jedyny łącznik: Nazwa C",
        "Jedyny łącznik: Nazwa C. Bez tej instytucji 2 instytucje tracą łączność z resztą sieci, "
        "w 1 części: Nazwa A; Nazwa B.",
        "Proponowany krok: druga osoba do kontaktu po stronie: Nazwa C. Dodatkowego połączenia "
        "nie proponujemy: żadna para instytucji nie ma do niego powodu.",
    ),
    "expired_agreement": (
        "Dokument po terminie: Nazwa A – Nazwa B",
        "Dokument współpracy wygasł 3\xa0000 dni temu: obowiązywał do 13 kwietnia 2018 (stan na 30 "
        "czerwca 2026). Strony: Nazwa A; Nazwa B.",
        "Proponowany krok: odnowienie dokumentu. Podpisują: Nazwa A; Nazwa B.",
    ),
    "formal_but_weak": (
        "Porozumienie bez współpracy w praktyce: Nazwa A – Nazwa B",
        "Strony: Nazwa A; Nazwa B. Podstawa współpracy: obowiązek ustawowy. Ocena współpracy w "
        "skali 1–5: 1; kontakt: co miesiąc.",
        "Proponowany krok: stały termin spotkań (powód: obowiązek ustawowy), a w razie potrzeby "
        "mediacja ROPS. Uczestnicy: Nazwa A; Nazwa B.",
    ),
    "influential_outsider": (
        "Ważny pośrednik spoza PZK: Nazwa X",
        "Instytucja spoza PZK: Nazwa X. Miejsce wśród pośredników sieci: 1 na 3 (pośrednictwo: 1).",
        "Proponowany krok: zaproszenie do PZK. Kto może wprowadzić: Nazwa A.",
    ),
    "informal_outsider": (
        "Silna współpraca bez formalnej podstawy: Nazwa B",
        "Instytucja spoza PZK: Nazwa B. Silna współpraca bez formalnej podstawy: Nazwa A (ocena: 4).",
        "Proponowany krok: zaproszenie do PZK. Kto może wprowadzić: Nazwa A.",
    ),
    "missing_tie": (
        "Brak bieżącego kontaktu: Nazwa A – Nazwa B",
        "Brak bieżącego kontaktu: Nazwa A – Nazwa B. Obie instytucje pracują z 1 wspólną rodziną."
        " Ich współpraca jest wymagana w sprawie 1 rodziny. Żadna droga kontaktu nie łączy tych "
        "instytucji.",
        "Proponowany krok: wspólne spotkanie (powód: współpraca wymagana w sprawie rodziny). "
        "Uczestnicy: Nazwa A; Nazwa B. Zwołuje: Nazwa A.",
    ),
    "no_leader": (
        "Partnerstwo bez lidera",
        "Stan na: 30 czerwca 2026. Żaden z 2 członków PZK nie pełni roli lidera. Bez lidera nikt "
        "nie zwołuje spotkań, a kontaktów z liderem nie da się ocenić.",
        "Proponowany krok: wybór lidera spośród członków PZK.",
    ),
    "one_level_partnership": (
        "Partnerstwo z jednego poziomu samorządu",
        "Poziomy samorządu wśród członków PZK: gmina (1 członek). Model wymaga dwóch poziomów: "
        "gmina, powiat.",
        "Proponowany krok: zaproszenie do PZK instytucji brakującego poziomu: powiat. Zaprasza: "
        "Nazwa A.",
    ),
    "one_level_team": (
        "Zespół zadaniowy z jednego poziomu samorządu: Nazwa A",
        "Skład ZZK: Nazwa A. Poziomy samorządu w składzie: gmina. Model wymaga dwóch poziomów: "
        "gmina, powiat.",
        "Proponowany krok: zaproszenie do ZZK instytucji brakującego poziomu: powiat. Zwołuje: Nazwa A.",
    ),
    "outsider_with_families": (
        "Potrzebna instytucja spoza PZK: Nazwa B",
        "Instytucja spoza PZK, która pracuje z 1 rodziną: Nazwa B. Jedyny realizator usługi "
        "dostępnej dla rodzin: Nazwa B. Usługa: pomoc prawna. Potrzeby, na które nie odpowiada "
        "żadna inna instytucja: zadłużenie, groźba eksmisji.",
        "Proponowany krok: stała osoba do kontaktu (instytucje tego typu nie przystępują do PZK)."
        " Zaprasza: Nazwa A.",
    ),
    "overcentralised": (
        "Sieć zależna od jednej instytucji: Nazwa H",
        "Większość dróg kontaktu prowadzi przez jedną instytucję: Nazwa H (4 bieżące kontakty; "
        "centralizacja: 1, próg: 0,5). Bez tej instytucji 3 instytucje tracą łączność z resztą "
        "sieci: Nazwa B; Nazwa C; Nazwa D.",
        "Proponowany krok: podział kontaktów na więcej osób i drugi ośrodek kontaktów. "
        "Dodatkowego połączenia nie proponujemy: żadna para instytucji nie ma do niego powodu.",
    ),
    "overloaded_worker": (
        "Zbyt wiele rodzin na jedną osobę: Nazwa A (rola: pracownik socjalny)",
        "Instytucja: Nazwa A. Rola: pracownik socjalny. Ta osoba pracuje z 11 rodzinami, a "
        "dopuszczalna liczba to 10.",
        "Proponowany krok: podział spraw albo dodatkowa osoba na tę rolę. Decyduje: Nazwa A.",
    ),
    "paper_area": (
        "Obszar bez współpracy z liderem: edukacja",
        "Obszar współpracy: edukacja. Bieżący kontakt z liderem ma 0 z 4 członków. Bez takiego "
        "kontaktu: Nazwa S0; Nazwa S1; Nazwa S2; Nazwa S3.",
        "Proponowany krok: wspólne zadanie w tym obszarze. Zaprasza: Nazwa A. Uczestnicy: Nazwa "
        "S0; Nazwa S1; Nazwa S2; Nazwa S3.",
    ),
    "paper_member": (
        "Członek bez kontaktu z liderem: Nazwa B",
        "Członek PZK: Nazwa B. W ostatnich 12 miesiącach nie było kontaktu z liderem (Nazwa A); z"
        " innymi instytucjami jest 1 bieżący kontakt.",
        "Proponowany krok: zaproszenie z konkretnym zadaniem albo zgoda na zakończenie "
        "członkostwa. Rozmawia: Nazwa C.",
    ),
    "single_contact": (
        "Kontakt przez jedną osobę: Nazwa D (rola: pracownik socjalny)",
        "Jedyna osoba do kontaktu po stronie: Nazwa D (rola: pracownik socjalny). Połączenie: "
        "Nazwa C – Nazwa D; po jego utracie tracą łączność z resztą sieci: Nazwa D; Nazwa E; "
        "Nazwa F.",
        "Proponowany krok: druga osoba do kontaktu. Wyznacza: Nazwa D. Dodatkowego połączenia nie"
        " proponujemy: żadna para instytucji nie ma do niego powodu.",
    ),
    "uncoordinated_case": (
        "Sprawa bez koordynacji: Nazwa A; Nazwa B; Nazwa C; Nazwa D; Nazwa E; Nazwa F",
        "Z jedną rodziną pracuje 6 instytucji: Nazwa A; Nazwa B; Nazwa C; Nazwa D; Nazwa E; Nazwa"
        " F. Czego brakuje: instytucja prowadząca, zespół zadaniowy (ZZK).",
        "Proponowany krok: zebranie ZZK i wskazanie koordynatora. Zwołuje: Nazwa A.",
    ),
    "uncovered_area": (
        "Obszar bez członków PZK: sądownictwo i policja",
        "Obszar współpracy: sądownictwo i policja. PZK nie ma w nim żadnego członka. Na mapie "
        "jest 0 instytucji tego obszaru.",
        "Proponowany krok: rozpoznanie instytucji tego obszaru i zaproszenie do PZK. Zaprasza: Nazwa A.",
    ),
    "unlinked_duplicates": (
        "Ta sama usługa bez uzgodnień: Nazwa A – Nazwa B",
        "Usługa: pomoc psychologiczna; pomoc prawna. Realizatorzy: Nazwa A; Nazwa B. Wiek i "
        "obszar częściowo te same, brak bieżącego kontaktu.",
        "Proponowany krok: uzgodnienie profili, czyli dla kogo i w jakim zakresie (powód: ta sama"
        " usługa); obie usługi pozostają. Zwołuje: Nazwa A.",
    ),
    "unmet_need": (
        "Potrzeba bez dostępnej usługi: zadłużenie, groźba eksmisji",
        "Potrzeba: zadłużenie, groźba eksmisji – brak dostępnej usługi w gminie: 2499011. Dotyczy"
        " to 1 rodziny. Przyczyna: takiej usługi nie ma w bazie.",
        "Proponowany krok: wpisanie brakującej usługi do strategii i rozmowa z powiatem oraz "
        "ROPS. Zwołuje: Nazwa A.",
    ),
    "unused_service": (
        "Usługa poza zasięgiem lidera: pomoc prawna, Nazwa B",
        "Usługa: pomoc prawna. Realizator: Nazwa B. Brak bieżącego kontaktu z liderem: Nazwa A. "
        "Potrzeby rodzin, na które odpowiada: zadłużenie, groźba eksmisji. Dotyczy to 1 rodziny. "
        "1 rodzina nie ma innej takiej usługi wśród kontaktów lidera.",
        "Proponowany krok: wpisanie do lokalnego koszyka usług i ustalenie osoby do kontaktu. "
        "Zaprasza: Nazwa A.",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_read_of_each_kind(kind):
    rows = [
        row
        for known, here, _ in EXAMPLES
        if known == kind
        for row in gaps_document(here, gaps_of(here, kind))["gaps"]
    ]
    assert READ[kind] in [(row["title"], row["explanation"], row["advice"]) for row in rows]


def test_who_can_introduce_an_institution_is_named():
    """Without a live tie the leader invites; whom a member knows, that member introduces."""
    people = (leader("A"), inst("C"), outsider("B", "NPP"))
    offered, cases = (service("S", "B", "PRA"),), (case("R", "M1", lead="A"),)
    here = snap(*people, services=offered, families=cases, ties=ties("A-C B-C"))
    (row,) = gaps_document(here, gaps_of(here, "unused_service"))["gaps"]
    assert row["advice"].endswith("Kto może wprowadzić: Nazwa C.")


def test_demand_of_a_town_and_of_its_villages_is_one():
    """Numbers of the parts of one gmina are added, unless the whole has more."""

    def asked(*rows):
        here = snap(leader("A"), demand=tuple(demand("M1", number, place) for place, number in rows))
        (gap,) = gaps_of(here, "unmet_need")
        return gap.evidence["demand"]

    town, villages, whole = "2499014", "2499015", "2499013"
    assert asked((town, 12), (villages, 5)) == 17
    assert asked((town, 12), (villages, 5), (whole, 20)) == 20
    assert asked((town, 12), (villages, 5), (whole, 15)) == 17
