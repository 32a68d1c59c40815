"""Parameters that several routes share; those of the analyses are the same as the command line's."""

from contextlib import suppress
from datetime import date
from typing import Annotated, Final

import orjson
from fastapi import Depends, Header, Path, Query, Request

from graph.snapshot import Layer
from graph.text import Language
from service.http.idempotency import Sent

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
IfMatch = Annotated[
    str | None, Header(max_length=5 * LONGEST_ID, description="Version that the sender saw; * for any")
]


_SMALL_BODY: Final = 64 << 10


async def _sent(request: Request, idempotency_key: Key = None) -> Sent:
    """A post as it came; the order in which a small JSON object names its fields does not matter."""
    body = await request.body()
    if len(body) <= _SMALL_BODY:
        with suppress(orjson.JSONDecodeError):
            body = orjson.dumps(orjson.loads(body), option=orjson.OPT_SORT_KEYS)
    # Pseudonyms of families may repeat: which partnership is meant belongs to what is asked for.
    named = request.query_params.get("partnership", "")
    return Sent(request.url.path, idempotency_key, f"{named}\n".encode() + body)


#: Of a post that only asks, and so needs no ``Idempotency-Key``.
QUESTION: Final = {"x-writes": "nothing"}
#: What makes a post happen once: its ``Idempotency-Key``, address and body.
Once = Annotated[Sent, Depends(_sent)]
AsOf = Annotated[date | None, Query(description="Day of the answer; today if not given")]
Lang = Annotated[Language, Query(description="Language of titles and explanations")]
MembersOnly = Annotated[bool, Query(description="Only members of the partnership")]
LayerName = Annotated[Layer, Query(description="Which network: institutions, workers or cases")]
KeyPlayers = Annotated[int, Query(ge=1, le=MOST_KEY_PLAYERS, description="Size of the key player sets")]
Size = Annotated[int, Query(ge=1, le=MOST_CANDIDATES, description="Size of the best set")]
#: Of a set that is looked for two hundred times.
SmallSize = Annotated[int, Query(ge=1, le=5, description="Size of the best set")]
