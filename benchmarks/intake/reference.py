"""The work of data-prep on one file, in Python: read, clean, check, tell duplicates, split by hash, write Parquet.

    python intake/reference.py rows.csv out.parquet

Reference only, no part of Graft. Needs pandas and pyarrow; with `--near-duplicates 0.8` datasketch and xxhash, too. The
file is read in pieces, so that it may be larger than memory; the ids of all rows are kept, as data-prep keeps them. Ids
and splits are those that data-prep gives. Source and result are hashed, as the mesh hashes them; nothing is fetched or
stored. Prints one line of JSON, or writes it to `--result`.
"""

import argparse
import hashlib
import json
import time
import unicodedata
from collections import Counter
from itertools import groupby

import pandas
import pyarrow
import pyarrow.parquet

LABELS = {"alpha", "beta", "gamma", "delta"}
MAX_CHARS = 20_000
PIECE = 50_000
BATCH_ID = "0" * 32
LINE_ENDS = "\n\r\f\v\x85\u2028\u2029"
PERMUTATIONS = 128
NEAR_ROWS = 200_000
GRAM = 3


def cleaned(text):
    """NFC, and each run of white space one space, or one line break or two where it held some."""
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():
        return " ".join(text.split())
    words = []
    for white, run in groupby(text, str.isspace):
        run = "".join(run)
        lines = sum(run.replace("\r\n", "\n").count(end) for end in LINE_ENDS) if white else 0
        words.append(run if not white else " " if lines == 0 else "\n" if lines == 1 else "\n\n")
    return "".join(words).strip()


def fault(text, label):
    """The rule that a row breaks; None: it breaks none."""
    if not isinstance(text, str):
        return "text-missing"
    if not text:
        return "text-blank"
    if len(text) > MAX_CHARS:
        return "text-too-long"
    if not text.isprintable():
        for each in text:
            category = unicodedata.category(each)
            if category == "Cs":
                return "text-broken-unicode"
            if category == "Cc" and each not in "\t\n\r":
                return "text-control-character"
        if all(each.isspace() or unicodedata.category(each) == "Cf" for each in text):
            return "text-blank"
    if not isinstance(label, str) or not label.strip():
        return "label-missing"
    return None if label.strip() in LABELS else "label-unknown"


def digest(*parts):
    """An id of 32 hexadecimal digits."""
    content = b"".join(b"%d:%s" % (len(part), part) for part in (each.encode() for each in parts))
    return hashlib.sha256(content).hexdigest()[:32]


def folded(text):
    return unicodedata.normalize("NFC", " ".join(text.split()).lower().upper().lower())


def split(row_id):
    position = int(digest("split", row_id)[:13], 16) / 16**13
    return "test" if position < 0.2 else "validation" if position < 0.2 + 0.1 else "train"


class Near:
    """Rows by their sketches; a row near to an earlier one follows it into its split."""

    def __init__(self, threshold):
        import datasketch
        import xxhash

        self.threshold = threshold
        first = datasketch.MinHash(PERMUTATIONS)
        self.new = lambda: datasketch.MinHash(
            PERMUTATIONS,
            hashfunc=xxhash.xxh32_intdigest,
            permutations=first.permutations,
            scheme=first.scheme,
        )
        self.index = datasketch.MinHashLSH(threshold, PERMUTATIONS)
        self.rows = []

    def place(self, text, alone):
        text = " " + folded(text) + " "
        sketch = self.new()
        sketch.update_batch([each.encode() for each in {text[i : i + GRAM] for i in range(len(text) - GRAM + 1)}])
        near = next((one for one in sorted(self.index.query(sketch)) if self.is_near(one, sketch)), None)
        place = alone if near is None else self.rows[near][1]
        if len(self.rows) < NEAR_ROWS:
            self.index.insert(len(self.rows), sketch)
            self.rows.append((sketch, place))
        return place, near is not None

    def is_near(self, row, sketch):
        return sketch.jaccard(self.rows[row][0]) >= self.threshold


def pieces(path):
    if path.endswith(".parquet"):
        for batch in pyarrow.parquet.ParquetFile(path).iter_batches(PIECE, columns=["text", "label"]):
            yield batch.to_pydict()
    elif path.endswith(".jsonl"):
        for piece in pandas.read_json(path, lines=True, chunksize=PIECE, dtype=False):
            yield {"text": piece["text"].tolist(), "label": piece["label"].tolist()}
    else:
        for piece in pandas.read_csv(
            path, chunksize=PIECE, dtype=str, usecols=["text", "label"], keep_default_na=False
        ):
            yield {"text": piece["text"].tolist(), "label": piece["label"].tolist()}


class Intake:
    def __init__(self, near):
        self.near = near
        self.known = {}
        self.counts = Counter()
        self.lengths = Counter()
        self.splits = Counter()
        self.quarantine = []

    def table(self, piece):
        """The new rows of a piece."""
        rows = {"rowId": [], "text": [], "label": [], "split": []}
        for raw, label in zip(piece["text"], piece["label"]):
            self.counts["received"] += 1
            text = cleaned(raw) if isinstance(raw, str) else raw
            if text != raw:
                self.counts["cleaned"] += 1
            broken = fault(text, label)
            if broken:
                self.keep_away(broken, raw, label)
                continue
            label = label.strip()
            row_id = digest(folded(text))
            key = bytes.fromhex(row_id)
            before = self.known.get(key)
            if before is None:
                self.known[key] = label
                self.add(rows, row_id, text, label)
            elif before != label:
                self.keep_away("conflicting-label", raw, label)
        size = len(rows["text"])
        return pyarrow.table(rows | {"batchId": [BATCH_ID] * size, "dataSource": pyarrow.nulls(size, pyarrow.string())})

    def add(self, rows, row_id, text, label):
        place = split(row_id)
        if self.near:
            place, is_near = self.near.place(text, place)
            self.counts["near"] += is_near
        rows["rowId"].append(row_id)
        rows["text"].append(text)
        rows["label"].append(label)
        rows["split"].append(place)
        self.splits[place] += 1
        self.counts[label, place] += 1
        self.lengths[len(text)] += 1

    def keep_away(self, rule, text, label):
        self.counts["quarantined"] += 1
        if len(self.quarantine) < 100_000:
            self.quarantine.append({"rule": rule, "text": text, "label": label})


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def take_in(source, target, near):
    intake, writer = Intake(near), None
    sha256(source)
    for piece in pieces(source):
        table = intake.table(piece)
        writer = writer or pyarrow.parquet.ParquetWriter(target, table.schema, compression="snappy")
        writer.write_table(table)
    if writer:
        writer.close()
        sha256(target)
    return intake


def peak_bytes():
    """The largest resident set; getrusage would count the process that this one was forked from."""
    with open("/proc/self/status") as status:
        return next(1024 * int(line.split()[1]) for line in status if line.startswith("VmHWM:"))


def measured(work):
    """Runs the work on the arguments' files and says what it took; the work returns counts and splits."""
    parser = argparse.ArgumentParser()
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--near-duplicates", type=float, default=1)
    parser.add_argument("--result")
    options = parser.parse_args()

    began, cpu = time.perf_counter(), time.process_time()
    received, splits = work(options.source, options.target, options.near_duplicates)
    figures = json.dumps({
        "received": received,
        "splits": {each: splits[each] for each in ("train", "validation", "test")},
        "seconds": time.perf_counter() - began,
        "cpuSeconds": time.process_time() - cpu,
        "peakBytes": peak_bytes(),
    })
    if options.result:
        with open(options.result, "w") as file:
            file.write(figures)
    else:
        print(figures)


def texts(source, target, threshold):
    intake = take_in(source, target, Near(threshold) if threshold < 1 else None)
    return intake.counts["received"], intake.splits


if __name__ == "__main__":
    measured(texts)
