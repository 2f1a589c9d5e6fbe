#!/usr/bin/env python3
"""Builds spaCy's DocBin of Factmark's rows, with the marks in doc.spans["sc"].

  python make_docbin.py [ROWS.jsonl] [DOCS.spacy] [--lang en] [--alignment strict|contract|expand]

A mark whose edges are not edges of spaCy's tokens is left out (strict), made smaller (contract) or larger
(expand). Each is printed, with what became of it. Exit status: 0 if every mark is there, 1 if one is not.
"""
import argparse
import json
import pathlib
import sys

import spacy
from spacy.tokens import DocBin


def main():
    here = pathlib.Path(__file__).resolve().parent
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("rows", nargs="?", type=pathlib.Path, default=here / "spacy.jsonl")
    ap.add_argument("docs", nargs="?", type=pathlib.Path, help="default: beside the rows, with the ending .spacy")
    ap.add_argument("--lang", default="en", help="whose tokenizer is used")
    ap.add_argument("--alignment", default="strict", choices=["strict", "contract", "expand"])
    args = ap.parse_args()
    nlp = spacy.blank(args.lang)
    docs = DocBin(store_user_data=True)
    there = lost = changed = 0
    with open(args.rows, "rb") as rows:  # as bytes: lines end at a line feed and nowhere else
        for line in rows:
            if not line.strip():
                continue
            row = json.loads(line)
            doc = nlp.make_doc(row["text"])
            doc.user_data["id"] = row["id"]
            group = []
            for span in row["spans"]:
                start, end = span["start"], span["end"]
                made = doc.char_span(start, end, label=span["label"], alignment_mode=args.alignment)
                became = None
                if made is None or len(made) == 0:
                    lost += 1
                    became = "left out"
                else:
                    there += 1
                    group.append(made)
                    if (made.start_char, made.end_char) != (start, end):
                        changed += 1
                        became = f"now {made.start_char}..{made.end_char} {made.text!r}"
                if became:
                    print(f"{row['id']} {start}..{end} {span['label']} {row['text'][start:end]!r}: {became}")
            doc.spans["sc"] = group
            docs.add(doc)
    out = args.docs or args.rows.with_suffix(".spacy")
    docs.to_disk(out)
    print(f"{out}: {len(docs)} texts, {there} marks, {changed} of them with other edges, {lost} left out")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
