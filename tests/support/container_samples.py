"""Spreadsheets of other programs, made by hand: OpenDocument, binary Excel, Excel of before 2007."""

import base64
import io
import struct
import zipfile
import zlib

#: A sheet "instytucje" with its header in row 2: L GOPS Łąka (a date as a number), S Szkoła.
OLD_EXCEL = zlib.decompress(
    base64.b85decode(
        "c-rk)O=uHA6#i!OU)nUOt<VZ36s%f%5iefa*n;+=Z8Qf(1l@LXNE4D0QzSiTwe~0of}nUQ^x~!J#UJ#bHxEKY4}u^h"
        "dh{eH^w4&F@9l0)HHQYYXxVR>H}l@ido#21=FQH&DMu>{54)=P1%vQl%?!a`BU6+@4if>@n<f{XJV?oO@n0bnq=oeR"
        "@T}!^fY*@My9x~tyf29YpD3Nh6h`y8RBQ_|EMw3Wk70nQ!d;St(J7;96FMPuhtT`d^10B%BDpSffZA5n8I<FreTQr>"
        "KCSggT^MZlvFLmd$pLiW6?^gJ8_H_y!%!iuXaCKLZf`RdLF+b>%B2c=wt{wAz(ssFW573Or@n}}@~xFCkbHTgJWxk|"
        "Q}Y6|FwcvF&y%aRdAX(u>D+~4sW?3`nOZ@bct|1_O&dNSr_Wr}DcWZ8Myyzxnr;OQy{N~GR3@tz^ohwd`N^>m)Ck6q"
        "K$5y0Qa+V|PEj3Wi6m7g{ZL8FAcH)HmCm-43GT#-2$2mDp+$B|Gf@MrQjW@giBQa6x%c($@$p3boJeNn6tK>U-8?;*"
        "xWXEw92Tj}P-vfM>=$}ftnQL>m(X_da>{!X9d_a9oV2+nwY}8OLBYHDo|^JrD$jp8@uYkHb9^6_mqw~H?Mv_D3+SP<"
        "%OHJz=FqSD)t%dnr*S7&c3k-=wDY$Z6VxL13{3k#Y{e=q49lV-usD7@YMs;UcV%%N;yku3t&S~CY<cbW)|>XNb8L&("
        "<C4Z4+qzZO#FnRyEsxj=*xDYk6<p`o7N6!y^ApFm2DLUk;sH<u{fQ>HaN)v*3l}b2xY#~W*0sX^euR8$@)u^n{;#u2"
        "Y0dpjvTbpau77zH>4ta&Im!ztHRL}#;Zu$+wMiZ4e<9-(^<JP$=(vm{)3E>2jZM|gXVZ$2KevS%?SHM2asK80e*jAa"
        "+Zq"
    )
)

_ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{}
</office:spreadsheet></office:body></office:document-content>"""


def open_document(sheets, repeated=""):
    """An .ods of texts; ``repeated`` are attributes of every cell."""
    text = "<text:p>{}</text:p>"
    cell = f'<table:table-cell office:value-type="string" {repeated}>{text}</table:table-cell>'
    tables = "".join(
        f'<table:table table:name="{title}">'
        + "".join(
            "<table:table-row>" + "".join(cell.format(value) for value in row) + "</table:table-row>"
            for row in rows
        )
        + "</table:table>"
        for title, rows in sheets.items()
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _ODS.format(tables))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return packed.getvalue()


def binary_excel(sheets, rows_said=None):
    """An .xlsb of texts; ``rows_said`` is how many rows it claims to have."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
        targets = "".join(
            f'<Relationship Id="rId{n}" Type="{kind}" Target="worksheets/sheet{n}.bin"/>'
            for n in range(1, len(sheets) + 1)
        )
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        archive.writestr(
            "xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{space}">{targets}</Relationships>'
        )
        names = b"".join(
            _record(156, struct.pack("<II", 0, n) + _wide(f"rId{n}") + _wide(title))
            for n, title in enumerate(sheets, 1)
        )
        archive.writestr(
            "xl/workbook.bin", _record(131) + _record(143) + names + _record(144) + _record(132)
        )
        for n, rows in enumerate(sheets.values(), 1):
            last = (rows_said or len(rows)) - 1
            size = struct.pack("<IIII", 0, last, 0, max(map(len, rows)) - 1)
            body = b"".join(
                _record(0, struct.pack("<IIHBBBI", r, 0, 300, 0, 0, 0, 0))
                + b"".join(_record(6, struct.pack("<II", c, 0) + _wide(v)) for c, v in enumerate(row))
                for r, row in enumerate(rows)
            )
            archive.writestr(
                f"xl/worksheets/sheet{n}.bin",
                _record(129) + _record(148, size) + _record(145) + body + _record(146) + _record(130),
            )
    return packed.getvalue()


def _record(kind, data=b""):
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, left = b"", len(data)
    while True:
        size += bytes([left & 0x7F | (0x80 if left >> 7 else 0)])
        left >>= 7
        if not left:
            return head + size + data


def _wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
