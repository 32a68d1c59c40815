"""How many rows a second are read from a workbook, beside openpyxl's plain reading of the same file.

    python benchmarks/reading.py               40,000 rows, three rounds
    python benchmarks/reading.py --rows 4000   fewer

The file is a list of partners as an office has it: a title, Polish headers, dates as text and as days,
telephones, words for kinds, columns that are not used. ``openpyxl`` opens it with ``read_only`` and
takes every cell as it is; ``reader`` gives the checked package: columns found, cells understood, ids
made, kinds guessed, near names looked for, personal numbers refused. Both in turns; the median counts.
Then how memory grows with the rows, and what 1,500 wrong dates become.
"""

import argparse
import gc
import io
import random
import tracemalloc
from datetime import date, timedelta
from statistics import median
from time import perf_counter

from openpyxl import Workbook, load_workbook

from graph.errors import InvalidPackage
from graph.packages import problem_text_pl, read_package_bytes

HEADERS = (
    *("Lp.", "Nazwa placówki", "Rodzaj", "Ulica", "Kod pocztowy", "Miejscowość", "Telefon", "E-mail"),
    *("Data przystąpienia", "Rola w PZK", "Uwagi"),
)
KINDS = (("Szkoła Podstawowa nr", "szkoła podstawowa"), ("Świetlica", ""), ("Klub Seniora", "klub"))
WANTED = 0.5


def book(rows, wrong=0):
    """The workbook; the first ``wrong`` rows have no date where one belongs."""
    chance = random.Random(5)
    made = Workbook(write_only=True)
    sheet = made.create_sheet("Partnerzy")
    sheet.append(["Wykaz partnerów PZK"])
    sheet.append(HEADERS)
    for number in range(1, rows + 1):
        name, kind = chance.choice(KINDS)
        day = date(2020, 1, 1) + timedelta(number % 2000)
        sheet.append(
            (
                *(number, f"{name} {number}", kind, f"ul. Klonowa {number % 90}", "44-999", "Brzezina"),
                *(f"32 {number % 900 + 100} {number % 90 + 10} 05", f"a{number}@example.pl"),
                "wkrótce" if number <= wrong else (day if number % 2 else f"{day:%d.%m.%Y}"),
                *("członek" if number % 3 else "", "-"),
            )
        )
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def plain(data):
    opened = load_workbook(io.BytesIO(data), read_only=True)
    return sum(1 for sheet in opened for _ in sheet.iter_rows(values_only=True))


def read(data):
    return len(read_package_bytes(data, "wykaz.xlsx").package.institutions)


def seconds(work, data):
    gc.collect()
    start = perf_counter()
    work(data)
    return perf_counter() - start


def peak(rows):
    """The most memory that reading takes, in MB."""
    data = book(rows)
    tracemalloc.start()
    read(data)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    data = book(asked.rows)
    assert read(data) == asked.rows
    times = [(seconds(plain, data), seconds(read, data)) for _ in range(asked.rounds)]
    beside, own = (median(column) for column in zip(*times, strict=True))
    print(f"{asked.rows} rows, {len(data) / 1e6:.1f} MB")
    print(f"openpyxl  {asked.rows / beside:9.0f} rows/s")
    print(
        f"reader    {asked.rows / own:9.0f} rows/s   {beside / own:.2f} of openpyxl's, wanted {WANTED}"
    )
    quarter = max(1, asked.rows // 16)
    few, many = peak(quarter), peak(4 * quarter)
    print(
        f"memory    {few:.0f} MB for {quarter} rows, {many:.0f} MB for {4 * quarter}: {many / few:.1f}"
    )
    try:
        read(book(3_000, wrong=1_500))
    except InvalidPackage as refused:
        lines = [problem_text_pl(one) for one in refused.problems]
        print(f"1,500 wrong dates: {len(lines)} line: {lines[0]}")


if __name__ == "__main__":
    main()
