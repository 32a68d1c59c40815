"""The plan as a workbook: invitations, their steps, meetings, the life of the partnership."""

from collections.abc import Iterable, Iterator
from datetime import date

from graph.packages.books import Sheet, sheets_bytes
from graph.records.event import life_of
from graph.records.invitation import STATE_NAMES, State
from graph.records.kinds import INVITATION, MEETING
from graph.snapshot import Snapshot
from graph.stores.records import Entries
from graph.vocabulary.barriers import BARRIERS as REFUSAL_REASONS
from service.pages.localizer import PageLocalizer

Row = tuple[str, ...]


def plan_bytes(snapshot: Snapshot, plan: Entries, localizer: PageLocalizer) -> bytes:
    """The .xlsx file; days are written as year-month-day, so that they sort."""
    t, words = localizer.t, PlanWords(snapshot, localizer)
    invitations = [kept.entry for kept in plan[INVITATION]]
    listed: list[Row] = [
        (
            words.name(one.institution_id),
            words.state(one.state),
            one.moves[-1].on.isoformat(),
            _day(one.due_on),
            t("yes" if one.is_overdue(snapshot.as_of) else "no"),
            t(f"plan.role.{one.responsible_role}"),
            words.reason(one.reason),
        )
        for one in invitations
    ]
    steps: list[Row] = [
        (
            words.name(one.institution_id),
            move.on.isoformat(),
            words.state(move.state),
            words.reason(move.reason),
        )
        for one in invitations
        for move in one.moves
    ]
    meetings: list[Row] = [
        (
            meeting.held_on.isoformat(),
            t(f"plan.meeting.{meeting.kind}"),
            words.names(meeting.institution_ids),
        )
        for meeting in plan.of(MEETING)
    ]
    life = list(words.life(plan))
    institution, day, state, reason = (
        t("gaps.institution"),
        t("plan.on"),
        t("plan.state"),
        t("plan.reason"),
    )
    heads = (
        *(institution, state, t("plan.since"), t("plan.due")),
        *(t("plan.overdue"), t("plan.responsible"), reason),
    )
    return sheets_bytes(
        [
            Sheet(t("plan.sheet.invitations"), heads, listed, (50, 26, 14, 22, 14, 28, 40)),
            Sheet(t("plan.sheet.history"), (institution, day, state, reason), steps, (50, 14, 26, 40)),
            Sheet(
                t("plan.meetings").lower(),
                (day, t("plan.meeting.kind"), t("plan.meeting.who")),
                meetings,
                (14, 22, 100),
            ),
            Sheet(
                t("plan.sheet.life"),
                (day, t("plan.event"), t("gaps.column.institutions"), t("plan.reason")),
                [(on.isoformat(), *rest) for on, *rest in life],
                (14, 26, 80, 40),
            ),
        ],
        title=f"{t('menu.plan')}: {snapshot.partnership.name}",
    )


class PlanWords:
    """Names and words of a plan for one reader."""

    def __init__(self, snapshot: Snapshot, localizer: PageLocalizer) -> None:
        """Names come from the map."""
        self._institutions = snapshot.institutions
        self._reader = localizer
        self._pick = 0 if localizer.lang == "pl" else 1

    def name(self, id: str) -> str:
        """An institution's name, its id where it is no longer on the map."""
        return self._institutions[id].name if id in self._institutions else id

    def names(self, ids: Iterable[str]) -> str:
        """Several names."""
        return "; ".join(map(self.name, ids))

    def state(self, state: State) -> str:
        """A state in words."""
        return STATE_NAMES[state][self._pick]

    def reason(self, code: str | None) -> str:
        """A reason of refusal in words; blank where there is none."""
        return REFUSAL_REASONS[code][self._pick] if code else ""

    def life(self, plan: Entries) -> Iterator[tuple[date, str, str, str]]:
        """Day, event, institutions and detail of everything that happened, in order of time."""
        t = self._reader.t
        for event in life_of((kept.entry for kept in plan[INVITATION]), plan.of(MEETING)):
            detail = (
                t(f"plan.meeting.{event.detail}")
                if event.kind == "meeting"
                else self.reason(event.detail)
            )
            yield event.on, t(f"plan.event.{event.kind}"), self.names(event.institution_ids), detail


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
