#!/usr/bin/env python3
"""Writes a file's bytes as a C array: embed.py INPUT OUTPUT.c NAME.

Without an input ("-") the array is empty."""
import sys


def main():
    source, output, name = sys.argv[1:4]
    data = b"" if source == "-" else open(source, "rb").read()
    lines = []
    for start in range(0, len(data), 20):
        lines.append("".join(f"{byte}," for byte in data[start:start + 20]))
    with open(output, "w", encoding="ascii") as out:
        out.write(f'#include <stddef.h>\n\nextern const unsigned char {name}[];\n'
                  f'extern const size_t {name}_size;\n'
                  f"const unsigned char {name}[] __attribute__((aligned(8))) = {{\n")
        out.write("\n".join(lines) + "\n0};\n")
        out.write(f"const size_t {name}_size = {len(data)};\n")


if __name__ == "__main__":
    main()
