#!/usr/bin/env python3
"""Exports projects with Factmark, lets the real consumer of each format load them, and compares what it has with what was meant.

  python tests/real_consumers.py FACTMARK CHECKER PYTHON PROJECT.ron...

FACTMARK is the program. CHECKER is a script `FORMAT FILE EXPECTED.json` that loads a file with its consumer and ends with 0 if labels, words, places
and links are as expected; PYTHON is an interpreter that has the consumers. Not part of `cargo test`, which needs nothing but Rust.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

# Our format with its options, the checker's name for it, the file to check in what was written (none: the folder), and what the consumer sees of a
# mark in fragments: one span from end to end (hull), a span for each with links `continues` between them (pieces), a span for each without any,
# where links lead to the last (targets), or a span for each and of marks over each other only the longest (flat).
FORMATS = [
    (["jsonl"], "hf-json", "jsonl.jsonl", "hull"),
    (["spacy"], "spacy-jsonl", "spacy.jsonl", "pieces"),
    (["prodigy"], "prodigy-jsonl", "prodigy.jsonl", "pieces"),
    (["doccano"], "doccano-jsonl", "doccano.jsonl", "pieces"),
    (["label-studio"], "label-studio", "label-studio.json", "hull"),
    (["conll", "--flatten"], "conll2003", "conll.conll", "flat"),
    (["brat"], "brat", None, "hull"),
    (["w3c"], "w3c-jsonld", "w3c.jsonld", "targets"),
]


def run(*words):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)


def expected(project, seen):
    """What a consumer should find: every accepted mark outside zones, with the links inside each article."""
    docs = []
    for article in project["articles"]:
        text, skip = article["text"], article["skip"]
        in_zone = lambda mark: any(start < b and a < end for a, b in mark["at"] for start, end in skip)
        marks = [mark for mark in article["marks"] if mark["state"] == "Accepted" and not in_zone(mark)]
        if seen == "flat":
            marks = longest(marks)
        ids = {mark["id"] for mark in marks}
        spans, links = [], []
        for mark in marks:
            pieces = [[mark["at"][0][0], mark["at"][-1][1]]] if seen == "hull" else mark["at"]
            main = len(pieces) - 1 if seen == "targets" else 0
            names = [mark["id"] if number == main else f'{mark["id"]}:{number}' for number in range(len(pieces))]
            spans += [{"id": name, "label": mark["label"], "text": text[a:b], "start": a, "end": b} for name, (a, b) in zip(names, pieces)]
            links += [{"type": "continues", "from": one, "to": other} for one, other in zip(names, names[1:]) if seen == "pieces"]
        links += [{"type": link["kind"], "from": mark["id"], "to": link["to"]} for mark in marks for link in mark["links"] if link["to"] in ids]
        docs.append({"id": article["id"], "text": text, "spans": spans, "links": [] if seen == "flat" else links})
    return {"docs": docs}


def longest(marks):
    """The marks that stand beside each other, the longest first."""
    taken, fit = [], []
    for mark in sorted(marks, key=lambda mark: -sum(b - a for a, b in mark["at"])):
        if all(b <= c or d <= a for a, b in mark["at"] for c, d in taken):
            taken += mark["at"]
            fit.append(mark)
    return fit


def named_by_files(docs, folder):
    """Where each article is a text of its own, the consumer knows it by the name of that file."""
    names = {}
    for path in sorted(folder.glob("*.txt")):
        names.setdefault(path.read_bytes().decode("utf-8"), []).append(path.stem)
    for doc in docs:
        doc["id"] = names[doc["text"]].pop(0)


def main(program, checker, python, *projects):
    bad = 0
    known = {entry["name"] for entry in json.loads(run(program, "formats", "--json").stdout) if entry["writes"]}
    for project in projects:
        shown = json.loads(run(program, "show", project, "--json").stdout)
        for (name, *options), theirs, file, seen in FORMATS:
            if name not in known:
                continue
            with tempfile.TemporaryDirectory() as folder:
                out, meant = pathlib.Path(folder, "out"), pathlib.Path(folder, "expected.json")
                done = run(program, "export", name, project, "-o", out, *options)
                wanted = expected(shown, seen)
                if done.returncode == 0 and not file:
                    named_by_files(wanted["docs"], out)
                meant.write_text(json.dumps(wanted), encoding="utf-8")
                answer = run(python, checker, theirs, out / file if file else out, meant) if done.returncode == 0 else done
                is_good = answer.returncode == 0
                bad += not is_good
                print(f"{'ok  ' if is_good else 'BAD '} {name:14} {project}")
                if not is_good:
                    print((answer.stdout + answer.stderr)[:3000])
    return 1 if bad else 0


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
