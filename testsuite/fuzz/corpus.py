#!/usr/bin/env python3
"""A file of small functions with an input each: the answers must be those of python3.

    corpus.py --forac build/cli/forac --corpus FILE.jsonl [--only ID] [--keep FOLDER]

Each line of FILE is a record with `code`, that defines f, and `input`, the text of its
arguments. Counts what became of the programs and why programs were refused; ends with
status 1 if any program gave another answer than python3, crashed, or crashed the compiler.
"""
import argparse
import collections
import json
import os
import shutil
import sys
import tempfile

from random_programs import refusals, verdict


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--forac", default="build/cli/forac")
    parser.add_argument("--corpus", required=True)
    parser.add_argument("--only", help="only the record with this id")
    parser.add_argument("--keep", default="corpus-programs", help="where failing programs go")
    parser.add_argument("--all", action="store_true", help="keep refused programs too")
    parser.add_argument("--reasons", type=int, default=40, help="how many causes to show")
    parser.add_argument("--flags", default="-O1", help="for forac")
    options = parser.parse_args()
    options.forac = os.path.abspath(options.forac)
    options.flags = options.flags.split()
    counts, reasons = collections.Counter(), collections.Counter()
    with open(options.corpus) as file:
        records = [json.loads(line) for line in file]
    for record in records:
        if options.only in (None, record["id"]):
            what, detail = attempt(record, options)
            counts[what] += 1
            reasons.update(refusals(detail) if what == "refused" else [])
    for reason, n in reasons.most_common(options.reasons):
        print(f"{n:5} {reason}")
    print(", ".join(f"{n} {what}" for what, n in sorted(counts.items())))
    return any(counts[what] for what in ("wrong", "crash", "compiler crash"))


def attempt(record, options):
    """What becomes of one record; what fails is kept."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "job.py")
        with open(path, "w") as file:
            file.write(f"{record['code']}\nprint(repr(f({record['input']})))\n")
        what, detail = verdict(options, folder)
        failed = what in ("wrong", "crash", "compiler crash")
        if failed or (options.all and what == "refused"):
            os.makedirs(options.keep, exist_ok=True)
            kept = os.path.join(options.keep, f"{record['id']}.py")
            shutil.copy(path, kept)
            with open(kept.replace(".py", ".txt"), "w") as file:
                file.write(detail)
            if failed:
                print(f"{what}: {kept}\n{detail}"[:1500], flush=True)
    return what, detail


if __name__ == "__main__":
    sys.exit(main())
