"""Parameters that several routes share; those of the analyses are the same as the command line's."""

from datetime import date
from typing import Annotated, Final, Literal

from fastapi import Header, Path, Query

from graph.snapshot import Layer

#: Longest identifier and smallest bounds that keep one question from taking the server.
LONGEST_ID: Final = 200
MOST_KEY_PLAYERS: Final = 10
MOST_CANDIDATES: Final = 20

PartnershipId = Annotated[
    str, Path(alias="partnership_id", description="Id of the partnership", max_length=LONGEST_ID)
]
ThingId = Annotated[str, Path(max_length=LONGEST_ID)]
Key = Annotated[
    str | None, Header(min_length=1, max_length=LONGEST_ID, description="The same key acts once")
]
IfMatch = Annotated[str | None, Header(max_length=100, description="Version that the sender saw")]
AsOf = Annotated[date | None, Query(description="Day of the answer; today if not given")]
Lang = Annotated[Literal["pl", "en"], Query(description="Language of titles and explanations")]
MembersOnly = Annotated[bool, Query(description="Only members of the partnership")]
LayerName = Annotated[Layer, Query(description="Which network: institutions, workers or cases")]
KeyPlayers = Annotated[int, Query(ge=1, le=MOST_KEY_PLAYERS, description="Size of the key player sets")]
Size = Annotated[int, Query(ge=1, le=MOST_CANDIDATES, description="Size of the best set")]
