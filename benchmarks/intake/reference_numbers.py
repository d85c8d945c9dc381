"""The work of data-prep on one file of numbers, in Python: read, tell duplicates, split by hash, write Parquet.

    python intake/reference_numbers.py rows.csv out.parquet

Reference only, no part of Graft. Needs pandas and pyarrow. As `reference.py` does it for texts: the same ids and splits as
data-prep gives, the file in pieces, both files hashed, nothing fetched or stored. No step is fitted to the rows, which
data-prep does for its snapshot.
"""

import hashlib
from collections import Counter

import pandas
import pyarrow
import pyarrow.parquet
from reference import BATCH_ID, LABELS, PIECE, measured, sha256, split


def pieces(path):
    if path.endswith(".jsonl"):
        return pandas.read_json(path, lines=True, chunksize=PIECE, dtype=False, precise_float=True)
    return pandas.read_csv(path, chunksize=PIECE, dtype={"label": str}, float_precision="round_trip")


def new_rows(values, labels, known, counts):
    """Places, ids and splits of a piece's rows that no earlier one equals; `values` are float64, (rows, columns)."""
    content = (values + 0.0).astype(">f8").tobytes()  # Of the two zeros there is one.
    width = 8 * values.shape[1]
    places, ids, splits = [], [], []
    for row, label in enumerate(labels):
        if label not in LABELS:
            counts["quarantined"] += 1
            continue
        row_id = hashlib.sha256(content[row * width : (row + 1) * width]).hexdigest()[:32]
        key = bytes.fromhex(row_id)
        before = known.get(key)
        if before is None:
            known[key] = label
            places.append(row)
            ids.append(row_id)
            splits.append(split(row_id))
        elif before == label:
            counts["duplicates"] += 1
        else:
            counts["quarantined"] += 1
    return places, ids, splits


def numbers(source, target, _):
    known, counts, placed, writer = {}, Counter(), Counter(), None
    sha256(source)
    for piece in pieces(source):
        labels = piece.pop("label").tolist()
        counts["received"] += len(labels)
        places, ids, splits = new_rows(piece.to_numpy(dtype="float64"), labels, known, counts)
        placed.update(splits)
        kept = piece.iloc[places]
        table = pyarrow.table(
            {"rowId": ids}
            | {name: kept[name].to_numpy() for name in kept}
            | {"label": [labels[row] for row in places], "split": splits, "batchId": [BATCH_ID] * len(ids)}
        )
        writer = writer or pyarrow.parquet.ParquetWriter(target, table.schema, compression="snappy")
        writer.write_table(table)
    if writer:
        writer.close()
        sha256(target)
    return counts["received"], placed


if __name__ == "__main__":
    measured(numbers)
