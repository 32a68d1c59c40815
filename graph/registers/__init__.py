"""Public registers as their official files have them: territories, institutions, waiting times."""

from graph.registers.entries import Entry, RegisterFile
from graph.registers.layouts import KINDS, RegisterKind
from graph.registers.reading import read_register
from graph.registers.territories import read_terc
from graph.registers.waits import Wait, read_waits

__all__ = [
    "KINDS",
    "Entry",
    "RegisterFile",
    "RegisterKind",
    "Wait",
    "read_register",
    "read_terc",
    "read_waits",
]
