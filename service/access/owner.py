"""The owner of a store, who works on the machine where it lies."""

from typing import Final

from service.access.policy import EVERYWHERE, Grant, Role

#: The command line acts as this; a link to one's own machine opens the same.
OWNER: Final = Grant(
    name="owner",
    roles=frozenset({Role.CASE_LEAD, Role.ADMINISTRATOR}),
    territory=(EVERYWHERE,),
)
#: How the trail tells what the owner does on the machine itself, where others name a token or a link.
TERMINAL: Final = "command line"
