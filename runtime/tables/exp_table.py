#!/usr/bin/env python3
"""Writes runtime/exp_table.def: 2 ** (i / 128) for i = 0 .. 127, each as the nearest float H
and the relative error T of it, so that H * (1 + T) is the power to more than 100 bits.

A row is EXP(bits of T, bits of H less those by which i << 45 will raise them).
"""
import struct
import sys
from decimal import Decimal, getcontext

getcontext().prec = 60
SIZE = 128


def bits(value):
    return struct.unpack("<Q", struct.pack("<d", value))[0]


def rows():
    root = Decimal(2) ** (Decimal(1) / SIZE)
    for i in range(SIZE):
        power = root ** i
        head = float(power)
        tail = float(power / Decimal(head) - 1) if i else 0.0
        yield bits(tail), bits(head) - (i << 45)


def main():
    with open(sys.argv[1], "w") as table:
        table.write("// Powers of two, 2 ** (i / 128) = H * (1 + T), made by "
                    "tables/exp_table.py.\n"
                    "// EXP(bits of T, bits of H - (i << 45))\n")
        for tail, head in rows():
            table.write(f"EXP(0x{tail:016x}, 0x{head:016x})\n")


if __name__ == "__main__":
    main()
