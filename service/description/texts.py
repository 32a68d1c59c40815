"""What the description says about the API as a whole."""

from typing import Any, Final

SUMMARY: Final = "Coordination gaps, recruitment and referral routes of local partnerships"
TEXT: Final = """\
The same questions and the same JSON as the command line `kooperacje … --json`.

- **Access**: `Authorization: Bearer TOKEN`. Without a valid token 401; outside the token's role or \
territory 403, or 404 where existence itself is private. What a role may not see is left out or null.
- **Versions**: an answer that can be changed carries its version as `ETag`; a change names it in \
`If-Match` (428 without, 412 when it is another one now). `If-None-Match` saves reading the same again.
- **Once**: a post with an `Idempotency-Key` acts once, however often it is sent.
- **Lists**: `limit` says how many at a time; where more follow, `Link` leads to the next page.
- **Problems**: every error is `application/problem+json` (RFC 9457). A query parameter that an \
operation does not know is refused by name.
- **Words**: titles and explanations in Polish, in English with `lang=en`; codes are those of \
`/api/v1/vocabularies/{name}`.
"""
CONTACT: Final[dict[str, Any]] = {
    "name": "Maintainers of Kooperacje 3D; how to reach them is said in SECURITY.md"
}
LICENCE: Final[dict[str, Any]] = {"name": "European Union Public Licence 1.2", "identifier": "EUPL-1.2"}
SERVERS: Final[list[dict[str, Any]]] = [{"url": "/", "description": "This server"}]
TAGS: Final[list[dict[str, Any]]] = [
    {"name": "partnerships", "description": "Partnerships and who is on their maps"},
    {"name": "analysis", "description": "Measures, gaps, whom to recruit, what a change would do"},
    {"name": "routes", "description": "Baskets of services for needs, and free places; nothing is kept"},
    {"name": "packages", "description": "Partnership packages in and out"},
    {"name": "registers", "description": "Public registers: territories, institutions, waiting times"},
    {"name": "plan", "description": "Invitations and meetings"},
    {"name": "register", "description": "Barriers, recommendations, information flows, monitoring"},
    {"name": "survey", "description": "Answering a survey by a link, without an account"},
    {"name": "cases", "description": "Cases of families under pseudonyms, in codes, for those who may"},
    {"name": "reference", "description": "Services, code lists, the audit trail"},
    {"name": "health", "description": "Whether the server lives and can work"},
]
