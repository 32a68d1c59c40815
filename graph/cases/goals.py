"""What a family has, what it wants to reach, how that is counted, and what each side takes on."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from graph.cases.codes import Names
from graph.vocabulary.codes import Area

#: Goals by the area of cooperation in which they lie: code to (Polish, English).
GOALS_BY_AREA: Final[Mapping[Area, Names]] = MappingProxyType(
    {
        "pomoc_spoleczna": {
            "family_bonds": ("usprawnienie więzi rodzinnych", "better family bonds"),
            "parenting": ("pewność w opiece i wychowaniu", "confidence in caring and bringing up"),
            "child_return": ("powrót dziecka do rodziny", "return of a child to the family"),
            "household": ("prowadzenie gospodarstwa domowego", "running the household"),
            "income": ("dochód wystarczający na utrzymanie", "sufficient income"),
            "work": ("praca", "work"),
            "debts": ("spłata zadłużenia", "paying off debts"),
            "housing": ("stałe i bezpieczne mieszkanie", "a stable and safe home"),
            "daily_living": ("samodzielność na co dzień", "independence in daily life"),
            "official_matters": ("uregulowanie spraw urzędowych", "official matters settled"),
        },
        "edukacja": {
            "adult_education": (
                "podniesienie poziomu edukacji osób dorosłych",
                "higher education of adults",
            ),
            "child_education": ("podniesienie poziomu edukacji dzieci", "higher education of children"),
            "upbringing": ("zlikwidowanie problemu wychowawczego", "an upbringing problem removed"),
            "school_attendance": ("regularna obecność w szkole", "regular attendance at school"),
            "peers": ("dobre relacje z rówieśnikami", "good relations with peers"),
        },
        "zdrowie": {
            "treatment": ("systematyczne leczenie lub rehabilitacja", "regular treatment"),
            "wellbeing": ("lepsze samopoczucie psychiczne", "better mental well-being"),
            "sobriety": ("trzeźwość", "sobriety"),
        },
        "bezpieczenstwo": {
            "law_abiding": ("życie bez konfliktów z prawem", "life without conflicts with the law"),
            "adaptation": ("odnalezienie się po powrocie do środowiska", "finding one's feet again"),
        },
        "kultura_sport": {
            "free_time": ("rozwijający czas wolny", "enriching free time"),
            "social_contacts": ("wyjście z izolacji, kontakty z ludźmi", "contacts with others"),
        },
    }
)
GOALS: Final[Names] = MappingProxyType(
    {code: names for goals in GOALS_BY_AREA.values() for code, names in goals.items()}
)
GOAL_AREAS: Final[Mapping[str, Area]] = MappingProxyType(
    {code: area for area, goals in GOALS_BY_AREA.items() for code in goals}
)
#: How a goal is counted, always in whole numbers.
MEASURES: Final[Names] = MappingProxyType(
    {
        "absences_month": (
            "nieobecności w szkole (godziny lekcyjne w miesiącu)",
            "school absences (lessons a month)",
        ),
        "failing_marks": ("oceny niedostateczne na półrocze", "failing marks in a term"),
        "courses_completed": ("ukończone kursy lub klasy", "courses or classes completed"),
        "study_hours_week": ("nauka (godziny w tygodniu)", "hours of study a week"),
        "upbringing_events_month": (
            "trudne sytuacje wychowawcze w miesiącu",
            "difficult situations in upbringing a month",
        ),
        "family_hours_week": ("wspólny czas rodziny (godziny w tygodniu)", "family hours a week"),
        "contacts_month": ("kontakty z bliskimi w miesiącu", "contacts with relatives a month"),
        "meetings_month": ("spotkania z innymi w miesiącu", "meetings with others a month"),
        "activity_hours_week": ("zajęcia (godziny w tygodniu)", "hours of activities a week"),
        "rent_arrears_months": ("zaległości w czynszu (miesiące)", "months of rent arrears"),
        "debts_number": ("niespłacone zobowiązania (liczba)", "number of unpaid debts"),
        "work_days_month": ("dni pracy w miesiącu", "days of work a month"),
        "job_applications_month": ("podania o pracę w miesiącu", "job applications a month"),
        "income_zl_month": ("dochód na osobę (zł w miesiącu)", "income a head (PLN a month)"),
        "home_nights_month": ("noce we własnym mieszkaniu w miesiącu", "nights at home a month"),
        "tasks_alone_week": (
            "czynności wykonane samodzielnie w tygodniu",
            "tasks done without help a week",
        ),
        "sessions_month": ("spotkania ze specjalistą w miesiącu", "sessions with a specialist a month"),
        "sober_days_month": ("dni trzeźwości w miesiącu", "sober days a month"),
        "warnings_month": ("uwagi lub interwencje w miesiącu", "warnings or interventions a month"),
        "matters_settled": ("załatwione sprawy (liczba)", "matters settled"),
        "score_1_10": ("ocena rodziny w skali 1–10", "the family's own score, 1 to 10"),
    }
)
#: What a family brings along itself.
RESOURCES: Final[Names] = MappingProxyType(
    {
        "motivation": ("gotowość do zmiany", "readiness to change"),
        "family_ties": ("wsparcie bliskich", "support of relatives"),
        "neighbours": ("wsparcie znajomych i sąsiadów", "support of friends and neighbours"),
        "work": ("praca lub stały dochód", "work or a steady income"),
        "education": ("wykształcenie lub zawód", "education or a trade"),
        "skills": ("umiejętności praktyczne", "practical skills"),
        "parenting": ("troska o dzieci", "care for the children"),
        "housing": ("stałe mieszkanie", "a stable home"),
        "interests": ("zainteresowania i talenty", "interests and talents"),
        "school_success": ("osiągnięcia szkolne dziecka", "a child's success at school"),
        "experience": ("doświadczenie w pokonywaniu trudności", "experience in overcoming difficulties"),
        "community": ("udział w życiu społeczności", "part in the life of the community"),
        "budgeting": ("gospodarne dysponowanie pieniędzmi", "good household budgeting"),
        "cooperation": ("dobra współpraca z instytucjami", "good cooperation with institutions"),
    }
)
#: What each side of the contract takes on.
OBLIGATIONS: Final[Mapping[str, Names]] = MappingProxyType(
    {
        "family": MappingProxyType(
            {
                "take_part": ("udział w uzgodnionych usługach", "taking part in the agreed services"),
                "stay_in_touch": ("stały kontakt z zespołem", "keeping in touch with the team"),
                "attend_school": ("obecność dzieci w szkole", "children's attendance at school"),
                "seek_work": ("szukanie pracy", "looking for work"),
                "pay_bills": ("bieżące opłaty", "paying current bills"),
                "repay_debts": ("spłata zaległości według planu", "repaying debts as planned"),
                "continue_treatment": ("kontynuacja leczenia", "continuing the treatment"),
                "bring_documents": ("dostarczenie dokumentów", "bringing documents"),
                "report_changes": ("informacja o zmianie sytuacji", "telling of changes"),
                "spend_time": ("wspólny czas rodziny", "time spent together"),
            }
        ),
        "institution": MappingProxyType(
            {
                "provide_service": ("udzielenie usługi w terminie", "giving the service in time"),
                "keep_place": ("zapewnienie miejsca", "keeping a place"),
                "accompany": ("towarzyszenie w załatwianiu spraw", "accompanying the family"),
                "inform_family": ("zrozumiała informacja o prawach", "plain information on rights"),
                "help_documents": ("pomoc w dokumentach", "help with documents"),
                "regular_contact": ("stały kontakt z rodziną", "regular contact with the family"),
                "inform_team": (
                    "informacja dla zespołu w granicach zgody",
                    "informing the team as far as the consent reaches",
                ),
                "review_progress": ("ocena postępów z rodziną", "reviewing progress with the family"),
            }
        ),
    }
)
