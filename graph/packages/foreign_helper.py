"""Runs in a process of its own: a spreadsheet from standard input to JSON on standard output."""

import io
import json
import sys
from datetime import date, datetime, time


def main() -> None:
    """Read the file, with as much memory as the first argument says, writing as much as the second."""
    _limit(int(sys.argv[1]))
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    sheets: list[tuple[str, bool, list[list[str]]]] = []
    left = int(sys.argv[2])
    for place, about in enumerate(book.sheets_metadata):
        rows: list[list[str]] = []
        sheet = book.get_sheet_by_index(place)
        for cells in sheet.iter_rows():
            texts = [_text(value) for value in cells]
            left -= sum(map(len, texts)) + 1
            if left < 0:
                sys.exit(1)
            rows.append(texts)
        sheets.append((about.name, about.visible != SheetVisibleEnum.Visible, rows))
    json.dump(sheets, sys.stdout)


def _limit(memory: int) -> None:
    """Bound the memory of this process where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _text(value: object) -> str:
    """A value of a cell as text.

    >>> _text(2.0), _text(True), _text(datetime(2026, 5, 4)), _text(time(7, 30))
    ('2', 'true', '2026-05-04', '07:30')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second) == (0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    return value.strftime("%H:%M") if isinstance(value, time) else str(value)


if __name__ == "__main__":
    main()
