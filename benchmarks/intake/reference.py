"""The work of data-prep on one file, in Python: read, clean, check, tell duplicates, split by hash, write Parquet.

    python intake/reference.py rows.csv out.parquet

Needs pandas and pyarrow. The file is read in pieces, so that it may be larger than memory; the hashes of all rows are
kept, as data-prep keeps them. Prints one line of JSON.
"""

import hashlib
import json
import re
import resource
import sys
import time
import unicodedata

import pandas
import pyarrow
import pyarrow.parquet

LABELS = {"alpha", "beta", "gamma", "delta"}
WHITE = re.compile(r"[\s]+")
MAX_CHARS = 20_000
PIECE = 50_000


def prepared(text):
    return WHITE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def identity(text):
    folded = text.lower().upper().lower()
    return hashlib.sha256(folded.encode()).digest()[:16]


def split(row_id):
    position = int.from_bytes(hashlib.sha256(b"split" + row_id).digest()[:6], "big") / 2**48
    return "test" if position < 0.2 else "validation" if position < 0.3 else "train"


def pieces(path):
    if path.endswith(".parquet"):
        for batch in pyarrow.parquet.ParquetFile(path).iter_batches(PIECE, columns=["text", "label"]):
            yield batch.to_pandas()
    elif path.endswith(".jsonl"):
        yield from pandas.read_json(path, lines=True, chunksize=PIECE, dtype=str)
    else:
        yield from pandas.read_csv(path, chunksize=PIECE, dtype=str, usecols=["text", "label"], keep_default_na=False)


def main(source, target):
    began, cpu = time.perf_counter(), time.process_time()
    known, received, accepted, writer = {}, 0, 0, None
    for piece in pieces(source):
        received += len(piece)
        rows = {"rowId": [], "text": [], "label": [], "split": []}
        for text, label in zip(piece["text"], piece["label"]):
            text = prepared(text)
            if not text or len(text) > MAX_CHARS or label not in LABELS:
                continue
            row_id = identity(text)
            if row_id in known:
                continue
            known[row_id] = label
            rows["rowId"].append(row_id.hex())
            rows["text"].append(text)
            rows["label"].append(label)
            rows["split"].append(split(row_id))
        table = pyarrow.table(rows)
        writer = writer or pyarrow.parquet.ParquetWriter(target, table.schema, compression="snappy")
        writer.write_table(table)
        accepted += table.num_rows
    if writer:
        writer.close()
    print(json.dumps({
        "received": received,
        "accepted": accepted,
        "seconds": time.perf_counter() - began,
        "cpuSeconds": time.process_time() - cpu,
        "peakBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }))


if __name__ == "__main__":
    main(*sys.argv[1:])
