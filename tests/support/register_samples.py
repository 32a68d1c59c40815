"""Files of public registers in the layouts of the official exports; everything in them is invented."""

import csv
import io

from openpyxl import Workbook

RSPO = (
    "Numer RSPO;REGON;NIP;Typ;Nazwa;Kod terytorialny województwo;Kod terytorialny powiat;"
    "Kod terytorialny gmina;Województwo;Powiat;Gmina;Miejscowość;Ulica;Numer budynku;Numer lokalu;"
    "Kod pocztowy;Telefon;E-mail;Strona www;Imię i nazwisko dyrektora;Data likwidacji"
)
RPWDL = (
    "Numer księgi rejestrowej;Nazwa podmiotu;Nazwa zakładu leczniczego;REGON 14;Kod resortowy część V;"
    "Kod resortowy część VIII;Kod TERYT;Miejscowość;Ulica;Nr budynku;Telefon"
)
RJPS = (
    "Nr w rejestrze,Nazwa jednostki,Rodzaj jednostki,Województwo,Powiat,Gmina,Miejscowość,Ulica,"
    "Nr budynku,Kod pocztowy,Telefon,Adres e-mail,Data aktualizacji"
)
KRS = "Numer KRS;Nazwa;Forma prawna;REGON;NIP;Województwo;Powiat;Gmina;Miejscowość;Ulica;Nr domu"
NFZ = (
    "benefit,case,provider,place,registry-number,regon-provider,teryt-place,locality,"
    "average-period,date,date-situation-as-at"
)
TERC = "WOJ;POW;GMI;RODZ;NAZWA;NAZWA_DOD;STAN_NA"

#: Names of the territories around the partnerships of tests.
LIST = [
    ("24", "", "", "", "ŚLĄSKIE", "województwo"),
    ("24", "98", "", "", "lipowski", "powiat"),
    ("24", "98", "01", "1", "Lipowo", "gmina miejska"),
    ("24", "98", "02", "3", "Dębno", "gmina miejsko-wiejska"),
    ("24", "98", "02", "4", "Dębno", "miasto"),
    ("24", "98", "02", "5", "Dębno", "obszar wiejski"),
    ("24", "98", "03", "2", "Lipowo", "gmina wiejska"),
    ("24", "88", "", "", "Sosnów", "miasto na prawach powiatu"),
    ("24", "88", "01", "1", "Sosnów", "miasto na prawach powiatu"),
]


def table(header, *rows, armour=()):
    """A table as lines of text; rows are dicts by header, numbers in ``armour`` are wrapped."""
    sign = ";" if ";" in header else ","
    names = header.split(sign)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        assert row.keys() <= set(names), row.keys() - set(names)
        cells = [row.get(name, "") for name in names]
        writer.writerow(
            [
                f'="{cell}"' if name in armour and cell else cell
                for name, cell in zip(names, cells, strict=True)
            ]
        )
    return out.getvalue()


def terc(rows=LIST):
    """The list of territories as bytes."""
    lines = (";".join((*row, "2026-01-01")) for row in rows)
    return "\r\n".join((TERC, *lines)).encode("utf-8-sig")


def school(number, name, **more):
    """A row of the register of schools in Lipowo."""
    return {
        "Numer RSPO": number,
        "Nazwa": name,
        "Typ": "Szkoła podstawowa",
        "Kod terytorialny gmina": "2498011",
        "Imię i nazwisko dyrektora": "Zmyślona Osoba",
    } | more


def rspo(*rows, encoding="cp1250"):
    """The register of schools as bytes."""
    return table(
        RSPO, *rows, armour=("Numer RSPO", "REGON", "Kod terytorialny gmina", "Telefon")
    ).encode(encoding)


def wait(benefit, provider, free, **more):
    """A row of waiting times in Lipowo, as of the first day of October."""
    return {
        "benefit": benefit,
        "case": "1",
        "provider": provider,
        "teryt-place": "2498011",
        "date": free,
        "date-situation-as-at": "2026-10-01",
    } | more


def workbook(text):
    """The same table as a workbook."""
    sign = ";" if ";" in text.splitlines()[0] else ","
    book = Workbook()
    for row in csv.reader(io.StringIO(text), delimiter=sign):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
