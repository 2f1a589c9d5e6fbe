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

# Our format with its options, the checker's name for it, the file to check in what was written (none: the folder; with `*`: each file, which is one
# article and has its id in it), and what the consumer sees of a mark in fragments: one span from end to end (hull), a span for each with links
# `continues` between them (pieces), a span for each without any, where links lead to the last (targets), or a span for each and of marks over each
# other only the longest (flat).
FORMATS = [
    (["jsonl"], "hf-json", "jsonl.jsonl", "hull"),
    (["spacy"], "spacy-jsonl", "spacy.jsonl", "pieces"),
    (["prodigy"], "prodigy-jsonl", "prodigy.jsonl", "pieces"),
    (["doccano"], "doccano-jsonl", "doccano.jsonl", "pieces"),
    (["label-studio"], "label-studio", "label-studio.json", "hull"),
    (["conll", "--flatten"], "conll2003", "conll.conll", "flat"),
    (["brat"], "brat", None, "hull"),
    (["huggingface"], "hf-parquet", "data/train-00000-of-00001.parquet", "hull"),
    (["huggingface"], "parquet", "data/train-00000-of-00001.parquet", "hull"),
    (["xmi"], "uima-xmi", "*.xmi", "pieces"),
    (["cas-json"], "uima-json", "*.json", "pieces"),
    (["w3c"], "w3c-jsonld", "w3c.jsonld", "targets"),
]

# Loads a folder as everybody does, by its card alone, and prints what is there: the columns with their types, and how many rows, spans, rows without
# spans and empty columns each part has. A list is never null.
LOAD = """
import json, os, sys, tempfile
os.environ["HF_DATASETS_OFFLINE"] = "1"
with tempfile.TemporaryDirectory() as cache:
    os.environ["HF_HOME"] = cache
    import datasets, pyarrow.parquet, pathlib, yaml
    datasets.disable_progress_bars()
    found = datasets.load_dataset(sys.argv[1], cache_dir=cache)
    parts = {}
    for name, part in found.items():
        rows = [part[number] for number in range(len(part))]
        cut = [span for row in rows for span in row["spans"] if row["text"][span["start"]:span["end"]] != span["text"]]
        parts[name] = {"records": len(rows), "marks": sum(len(row["spans"]) for row in rows), "negatives": sum(not row["spans"] for row in rows),
                       "nulls": sum(row["spans"] is None or row["links"] is None for row in rows), "cut": len(cut)}
    files = sorted(pathlib.Path(sys.argv[1], "data").iterdir())
    bare = datasets.load_dataset("parquet", data_files=[str(path) for path in files], split="train", cache_dir=cache)
    card = yaml.safe_load(pathlib.Path(sys.argv[1], "README.md").read_text(encoding="utf-8").split("---")[1])
    same = [part.features == bare.features and part.features._to_yaml_list() == card["dataset_info"]["features"] for part in found.values()]
    print(json.dumps({"parts": parts, "types": all(same)}))
"""


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


def loaded(program, python, project):
    """Exports a project as a Hugging Face data set in parts and shards, and loads it; what is otherwise than the program said, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder, "out")
        done = run(program, "export", "huggingface", project, "-o", out, "--split", "50/25/25", "--records", "sentence", "--shard", "3", "--json")
        if done.returncode != 0:
            return done.stdout + done.stderr
        said = {part["name"]: (part["records"], part["marks"]) for part in json.loads(done.stdout)["parts"]}
        answer = run(python, "-c", LOAD, out)
        if answer.returncode != 0:
            return answer.stderr
        found = json.loads(answer.stdout)
        there = {name: (part["records"], part["marks"]) for name, part in found["parts"].items()}
        wrong = any(part["nulls"] or part["cut"] for part in found["parts"].values())
        return "" if there == said and found["types"] and not wrong else f"{said} was said, and there is {answer.stdout}"


def checked(python, checker, theirs, path, docs, meant):
    """What the checker says of a file or folder that should hold these documents."""
    meant.write_text(json.dumps({"docs": docs}), encoding="utf-8")
    return run(python, checker, theirs, path, meant)


def checked_one_by_one(python, checker, theirs, paths, docs, meant):
    """The first bad answer of the checker to files of one document each, else its last."""
    answer = subprocess.CompletedProcess([], len(docs), "", "no files\n")
    for path in paths:
        text = path.read_text(encoding="utf-8")
        own = [{**doc, "id": path.stem} for doc in docs if doc["id"] in text]
        answer = checked(python, checker, theirs, path, own, meant)
        if len(paths) != len(docs) or len(own) != 1 or answer.returncode != 0:
            return subprocess.CompletedProcess([], 1, answer.stdout, f"{answer.stderr}{path}: {len(own)} of {len(docs)} documents\n")
    return answer


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
                docs = expected(shown, seen)["docs"]
                if done.returncode == 0 and not file:
                    named_by_files(docs, out)
                if done.returncode != 0:
                    answer = done
                elif file and "*" in file:
                    files = [path for path in sorted(out.glob(file)) if not path.name.endswith(".factmark.json")]
                    answer = checked_one_by_one(python, checker, theirs, files, docs, meant)
                else:
                    answer = checked(python, checker, theirs, out / file if file else out, docs, meant)
                is_good = answer.returncode == 0
                bad += not is_good
                print(f"{'ok  ' if is_good else 'BAD '} {name:14} {project}")
                if not is_good:
                    print((answer.stdout + answer.stderr)[:3000])
        if "huggingface" in known:
            why = loaded(program, python, project)
            bad += why != ""
            print(f"{'BAD ' if why else 'ok  '} {'its card':14} {project}{chr(10) if why else ''}{why[:3000]}")
    return 1 if bad else 0


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
