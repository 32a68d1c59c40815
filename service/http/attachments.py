"""The header under which a file is handed out."""

from urllib.parse import quote


def attachment(name: str) -> dict[str, str]:
    """The header that makes a browser keep an answer as a file of this name, whatever letters it has.

    >>> attachment("raport-a/b ż.pdf")
    {'Content-Disposition': "attachment; filename*=UTF-8''raport-a-b%20%C5%BC.pdf"}
    """
    quoted = quote(name.replace("/", "-"), safe="")
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quoted}"}
