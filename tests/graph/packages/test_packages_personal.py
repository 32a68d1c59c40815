"""Personal numbers and telephone numbers: each is known for what it is, also where thousands stand."""

import time
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from stdnum.pl import pesel

from graph.packages.personal import looks_personal
from package_samples import PESEL

NUMBERS = 100_000
MOBILE = ("50", "51", "53", "57", "60", "66", "69", "72", "73", "78", "79", "88")
#: How people write nine digits, by the place of a mobile or of an area code of two digits.
LANDLINE = ("{0} {1} {2} {3}", "({0}) {1}-{2}-{3}", "{0}-{1}-{2}-{3}", "{0}{1}{2}{3}", "{0} {1}{2}{3}")
ABROAD = ("+48 {}", "+48{}", "0048 {}", "48 {}", "tel. {}", "tel. 48{}", "tel./faks: +48 {}", "(+48) {}")


def _today():
    return datetime.now(UTC).date()


def _landline(random, area):
    digits = f"{random.randint(2_000_000, 7_999_999)}"
    return random.choice(LANDLINE).format(area, digits[:3], digits[3:5], digits[5:])


def _mobile(random):
    digits = f"{random.choice(MOBILE)}{random.randrange(10**7):07}"
    return random.choice(("{} {} {}", "{}-{}-{}", "{}{}{}")).format(digits[:3], digits[3:6], digits[6:])


def _telephones():
    random = Random(12)
    for place in range(NUMBERS):
        number = (_landline(random, "32"), _landline(random, "12"), _mobile(random))[place % 3]
        yield random.choice(("{}", *ABROAD)).format(number), random


def _personal_numbers():
    random = Random(48)
    first = date(1920, 1, 1)
    days = (_today() - first).days
    for _ in range(NUMBERS):
        born = first + timedelta(days=random.randint(0, days))
        month = born.month + (20 if born.year >= 2000 else 0)
        number = f"{born.year % 100:02}{month:02}{born.day:02}{random.randrange(10**4):04}"
        yield number + pesel.calc_check_digit(number), random


def test_no_telephone_number_is_refused():
    refused = 0
    for number, random in _telephones():
        text = random.choice(("{}", "Rejestracja {}, pokój 3", "{} w. 12", "{}, 32 234 00 05"))
        refused += looks_personal(text.format(number)) or looks_personal(number, phone=True)
    assert refused == 0


def test_no_telephone_number_without_blanks_is_refused_in_its_column():
    random = Random(32)
    numbers = [f"48{random.choice(('32', '12'))}{random.randrange(10**7):07}" for _ in range(NUMBERS)]
    assert sum(map(looks_personal, numbers)) > NUMBERS // 100  # elsewhere it may be a PESEL
    assert not any(looks_personal(number, phone=True) for number in numbers)


def test_two_telephone_numbers_side_by_side_are_none_either():
    random = Random(2)
    pairs = [(_landline(random, "12"), _landline(random, "32"), _mobile(random)) for _ in range(20_000)]
    assert not any(looks_personal("  ".join(numbers)) for numbers in pairs)


def test_every_personal_number_is_found():
    missed = dict.fromkeys(("together", "in two parts", "in parts", "among telephones"), 0)
    born_in_48 = dict(missed)
    for number, random in _personal_numbers():
        way = random.choice(list(missed))
        text = {
            "together": number,
            "in two parts": f"{number[:6]}-{number[6:]}",
            "in parts": f"{number[:2]} {number[2:4]} {number[4:6]} {number[6:]}",
            "among telephones": number,
        }[way]
        around = random.choice(
            ("{}", "PESEL {}.", "ur. w Brzezinie, nr{}", "/{}/", "rodzina {} – pilne")
        )
        missed[way] += not looks_personal(around.format(text), phone=way == "among telephones")
        born_in_48[way] += number.startswith("48")
    # Forty-eight and nine digits in parts, or among telephone numbers, are a telephone number.
    assert missed == born_in_48 | {"together": 0, "in two parts": 0}
    assert 0 < sum(born_in_48.values()) < NUMBERS // 70


@pytest.mark.parametrize(
    ("text", "phone", "personal"),
    [
        ("48010112340", False, True),
        ("PESEL: 48010112340", False, True),
        ("tel. PESEL 48010112340", False, True),
        ("Tel: 48010112340", False, False),
        ("+48010112340", False, False),
        ("48 010 112 340", False, False),
        ("480101-12340", False, True),
        ("48010112340", True, False),
        (PESEL, True, True),
        ("tel. " + PESEL, False, True),
        ("501 123 456 " + PESEL, False, True),
    ],
)
def test_forty_eight_and_nine_digits(text, phone, personal):
    assert looks_personal("48010112340")
    assert looks_personal(text, phone=phone) is personal


def test_nobody_is_born_in_the_future():
    tomorrow = _today() + timedelta(days=3)
    number = f"{tomorrow.year % 100:02}{tomorrow.month + 20:02}{tomorrow.day:02}0000"
    assert not looks_personal(number + pesel.calc_check_digit(number))
    yesterday = _today() - timedelta(days=1)
    number = f"{yesterday.year % 100:02}{yesterday.month + 20:02}{yesterday.day:02}0000"
    assert looks_personal(number + pesel.calc_check_digit(number))


@pytest.mark.parametrize(
    "piece", ["1 ", "1-", "11 222 33 44 ", "44 051401359 ", "1\u00a0", "+48 1 ", "tel. "]
)
def test_the_time_grows_with_the_text_and_no_faster(piece):
    def seconds(times):
        started = time.process_time()
        looks_personal(piece * times)
        return time.process_time() - started

    short = min(seconds(10_000) for _ in range(3))
    assert seconds(100_000) < 25 * short + 0.1
