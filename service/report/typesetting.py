"""A process of its own that sets a report: its data come as JSON on the input, the PDF is its output.

The typesetter keeps what it worked out, gigabytes for a large partnership, until its process ends.
"""

import sys
from pathlib import Path

import typst

if __name__ == "__main__":
    sys.stdout.buffer.write(
        typst.compile(
            Path(__file__).with_name("report.typ").read_bytes(),
            format="pdf",
            pdf_standards="ua-1",
            ignore_system_fonts=True,
            timestamp=0,
            sys_inputs={"report": sys.stdin.read()},
        )
    )
