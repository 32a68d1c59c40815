"""The timeline of a partnership, as far as its reader may see it."""

from typing import Any

from graph.snapshot import Snapshot
from graph.stores.surveys import asked_surveys
from graph.text import Language
from graph.waves.timeline import Timeline, timeline_document, timeline_of
from service.access.policy import Visibility
from service.runtime import Runtime


def timeline_seen(runtime: Runtime, snapshot: Snapshot, visibility: Visibility) -> Timeline:
    """The timeline; who may not see cases gets the gaps that hold without them."""
    package = runtime.library.package(snapshot.partnership.id)
    return timeline_of(
        package,
        asked_surveys(runtime.store, package, snapshot.as_of),
        snapshot.as_of,
        runtime.library.offers(),
        thresholds=runtime.thresholds,
        with_cases=visibility.cases == "all",
    )


def timeline_shown(
    runtime: Runtime, snapshot: Snapshot, visibility: Visibility, lang: Language
) -> dict[str, Any]:
    """The same as a document."""
    return timeline_document(timeline_seen(runtime, snapshot, visibility), snapshot, lang)
