"""What became of ties from wave to wave: nothing that was not asked about is ever lost."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.model import Package, Partnership, Wave
from graph.records.survey import Survey, SurveyLink
from graph.waves import Answer, NamedPartner, asked_in, timeline_of, with_answer
from small_partnerships import inst, tie

IDS = ("A", "B", "C", "D")
FIRST = date(2026, 1, 10)
TODAY = date(2026, 9, 30)


def wave(number, closed=True):
    opened = FIRST + timedelta(60 * number)
    return Wave(f"T{number}", opened, opened + timedelta(20) if closed else None)


def said(number, one, other, strength=3, frequency="monthly", **cells):
    day = wave(number).opened_on + timedelta(5)
    return tie(one, other, strength, frequency, wave=f"T{number}", reported_on=day, **cells)


def package(waves, *reports, members=IDS, **tables):
    map_ = tuple(inst(id, membership="member" if id in members else None) for id in IDS)
    return Package(
        Partnership("p", "P"), map_, ties=reports, waves=tuple(wave(n) for n in range(waves)), **tables
    )


def changes(found, asked=None, as_of=TODAY):
    timeline = timeline_of(found, asked or {}, as_of)
    return {("".join(one.pair), one.to_wave): one.change for one in timeline.changes}


def link(number, id, *, done=True, unknown=(), roster=None):
    others = tuple(one for one in IDS if one != id) if roster is None else roster
    day = wave(number).opened_on
    return SurveyLink(f"T{number}", id, "m", id, day, day, day, done, others, unknown)


def asked(numbers, *links, waves=3):
    surveys = [Survey(f"T{number}", wave(number).closed_on) for number in numbers]
    return asked_in(surveys, links, [wave(n) for n in range(waves)], TODAY)


def test_an_imported_wave_loses_only_what_somebody_says_has_ended():
    found = package(
        2,
        *(said(0, "A", "B", 5), said(1, "A", "B", 4)),
        *(said(0, "A", "C"), said(1, "A", "C", None, "none")),
        said(0, "C", "D"),  # C answers later, about others only
        *(said(0, "B", "D"), said(1, "C", "B", 2)),
        said(1, "A", "D"),  # A answered before about others
        said(1, "D", "C", 1, "none"),
    )
    assert changes(found) == {
        ("AB", "T1"): "weaker",
        ("AC", "T1"): "lost",
        ("CD", "T1"): "not_asked",
        ("BD", "T1"): "not_asked",
        ("BC", "T1"): "new",
        ("AD", "T1"): "new",
    }


def test_a_finished_answer_says_by_leaving_out_what_it_could_name_and_knows():
    found = package(2, said(0, "A", "B"), said(0, "A", "C"), said(0, "A", "D"), said(1, "B", "C"))
    whole = link(0, "A")
    everything = {
        ("AB", "T1"): "lost",
        ("AC", "T1"): "lost",
        ("AD", "T1"): "lost",
        ("BC", "T1"): "not_asked",
    }
    assert changes(found, asked((0, 1), whole, link(1, "A"))) == everything
    spared = everything | {("AD", "T1"): "not_asked"}
    assert changes(found, asked((0, 1), whole, link(1, "A", unknown=("D",)))) == spared
    assert changes(found, asked((0, 1), whole, link(1, "A", roster=("B", "C")))) == spared
    unfinished = dict.fromkeys(everything, "not_asked")
    assert changes(found, asked((0, 1), whole, link(1, "A", done=False), link(1, "D"))) == unfinished
    # Who finished an answer without a partner had none: naming it later is new.
    assert changes(found, asked((0,), link(0, "B"), whole))["BC", "T1"] == "new"


def test_strength_is_compared_over_the_sides_heard_in_both_waves():
    found = package(2, said(0, "A", "B", 5), said(1, "A", "B", 5), said(1, "B", "A", 1))
    assert changes(found) == {("AB", "T1"): "same"}
    both = package(2, *found.ties, said(0, "B", "A", 3))
    assert changes(both) == {("AB", "T1"): "weaker"}


def test_a_tie_that_nobody_was_asked_about_for_waves_stays_in_sight():
    found = package(3, said(0, "A", "B"), said(1, "C", "D"), said(2, "C", "D"))
    assert changes(found)["AB", "T2"] == "not_asked"
    ended = package(4, *found.ties, said(1, "A", "B", 1, "none"), said(3, "C", "D"))
    assert ("AB", "T3") not in changes(ended)


def test_figures_are_of_the_wave_alone_and_come_with_the_first_finished_answer():
    found = package(3, said(0, "A", "B"), said(0, "C", "D"), said(1, "A", "B"))
    surveys = asked((1, 2), link(1, "A", done=False), link(1, "B"), link(2, "A", done=False))
    waves = timeline_of(found, surveys, TODAY).waves
    assert [(one.id, one.surveyed, one.invited, one.answered) for one in waves] == [
        ("T0", False, 4, 2),
        ("T1", True, 2, 1),
    ]
    assert [one.measures["ties"] for one in waves] == [2, 1]
    assert waves[1].measures["density"] == 1 / 6
    assert waves[1].gaps["paper_member"] == 2
    assert timeline_of(found, surveys, wave(0).opened_on).waves == ()


def test_a_wave_all_of_whose_answers_are_empty_knows_nothing_yet():
    found = package(1)
    (only,) = timeline_of(found, asked((0,), link(0, "A")), TODAY).waves
    assert (only.answered, only.measures["ties"], only.measures["density"]) == (1, None, None)
    assert "paper_member" not in only.gaps


def test_warnings_name_ties_that_fade_documents_that_end_and_members_that_fell_silent():
    soon = TODAY + timedelta(30)
    found = package(
        3,
        *(said(n, "A", "B", 5 - n, document_valid_to=soon if n == 2 else None) for n in range(3)),
        *(said(n, "A", "C", (5, 3, 3)[n]) for n in range(3)),
        *(said(n, "D", "C", 3, document_valid_to=TODAY - timedelta(1)) for n in (0, 1)),
        members=("A", "B", "C"),
    )
    told = timeline_of(found, {}, TODAY).alerts
    assert [(one.kind, one.institutions) for one in told] == [
        ("declining", ("A", "B")),
        ("expiring", ("A", "B")),
        ("silent", ("B",)),
        ("silent", ("C",)),
    ]
    # While the newest survey goes on nobody is silent in it; who was not asked in a wave is not either.
    still = {**asked((1,), link(1, "A"), waves=3)}
    assert ("silent", ("B",)) not in [
        (one.kind, one.institutions) for one in timeline_of(found, still, TODAY).alerts
    ]


def test_an_answer_keeps_what_the_survey_does_not_ask_while_the_basis_stays():
    end = date(2026, 12, 31)
    known = said(0, "A", "B", 4, formalisation="agreement", document_valid_to=end)
    found = package(2, known)
    for basis, valid_to in (("agreement", end), ("verbal", None)):
        answer = Answer((NamedPartner("B", 2, "weekly", basis),), ("C",), done=True)
        after = with_answer(found, "A", "T1", answer, TODAY)
        (kept,) = [one for one in after.ties if one.wave == "T1" and one.partner_id == "B"]
        assert kept.document_valid_to == valid_to
        assert known in after.ties


# A plain model: answers as sets, compared pair by pair with no code in common.


def expected_change(before, after, one, other):
    """Of two waves, each a strength by side, 0 for no contact and nothing where it was not heard."""
    heard = [
        (before[side], after[side])
        for side in ((one, other), (other, one))
        if side in before and side in after
    ]
    if not heard:
        return "not_asked"
    was, now = ([value for value in values if value] for values in zip(*heard, strict=True))
    if bool(was) != bool(now):
        return "new" if now else "lost"
    if not was:
        return "same"
    move = sum(now) / len(now) - sum(was) / len(was)
    return "stronger" if move >= 1 else "weaker" if move <= -1 else "same"


#: What a side says of a partner: not heard of, no contact, left out of a finished answer, a strength.
SAYS = st.sampled_from(["unknown", "none", "left out", 1, 3, 5])
ANSWERS = st.one_of(st.none(), st.tuples(st.booleans(), st.lists(SAYS, min_size=3, max_size=3)))


@settings(max_examples=60)
@given(st.lists(st.lists(ANSWERS, min_size=4, max_size=4), min_size=2, max_size=4))
def test_any_history_of_surveys_is_told_as_a_plain_model_tells_it(history):
    reports, links, heard = [], [], []
    for number, answers in enumerate(history):
        sides = {}
        for id, answer in zip(IDS, answers, strict=True):
            if answer is None:
                continue
            done, says = answer
            others = [one for one in IDS if one != id]
            for other, value in zip(others, says, strict=True):
                if value == "none":
                    reports.append(said(number, id, other, None, "none"))
                    sides[id, other] = 0
                elif isinstance(value, int):
                    reports.append(said(number, id, other, value))
                    sides[id, other] = value
                elif value == "left out" and done:
                    sides[id, other] = 0
            unknown = tuple(o for o, value in zip(others, says, strict=True) if value == "unknown")
            links.append(link(number, id, done=done, unknown=unknown))
        finished = any(answer and answer[0] for answer in answers)
        heard.append((number, sides) if finished else None)
    found = package(len(history), *reports)
    timeline = timeline_of(found, asked(range(len(history)), *links, waves=len(history)), TODAY)
    there = [one for one in heard if one]
    assert [one.id for one in timeline.waves] == [f"T{number}" for number, _ in there]
    told = {(*one.pair, one.from_wave, one.to_wave): one.change for one in timeline.changes}
    for (number, before), (later, after) in pairwise(there):
        steps = (f"T{number}", f"T{later}")
        for one, other in ((a, b) for a in IDS for b in IDS if a < b):
            change = told.get((one, other, *steps))
            expected = expected_change(before, after, one, other)
            # Nothing is told of a pair that nobody ever named as living.
            assert change == expected or (change is None and expected in {"same", "not_asked"})
            if expected in {"new", "lost", "weaker", "stronger"}:
                assert change == expected
