"""The index of `benchmarks/run near-duplicates` again, with datasketch's MinHash and MinHashLSH.

Reference only, no part of Graft. Needs datasketch (1.6 was used). It reads the shingles that the benchmark wrote, asks
for each row and adds it: of the rows that share a band, the earliest whose estimate reaches the threshold is the answer,
as in ours. The times hold sketching, asking and adding, not reading or making shingles.
"""

import argparse
import json
import time
from pathlib import Path

from datasketch import MinHash, MinHashLSH

PERMUTATIONS = 128


def rows(file):
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            near, label, shingles = line.rstrip("\n").split("\t")
            yield near == "1", label, [bytes.fromhex(one) for one in shingles.split(" ")]


def answers(all_rows, threshold):
    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    sketches = []
    for number, (_, _, shingles) in enumerate(all_rows):
        sketch = MinHash(num_perm=PERMUTATIONS)
        sketch.update_batch(shingles)
        near = (one for one in sorted(index.query(sketch)) if sketch.jaccard(sketches[one]) >= threshold)
        yield next(near, None)
        index.insert(number, sketch)
        sketches.append(sketch)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--set")
    parser.add_argument("--shingles", type=Path)
    parser.add_argument("--threshold", type=float)
    parser.add_argument("--result", type=Path)
    options = parser.parse_args()

    all_rows = list(rows(options.shingles))
    start = time.perf_counter()
    found = list(answers(all_rows, options.threshold))
    seconds = time.perf_counter() - start

    def similarity(row, other):
        one, two = set(all_rows[row][2]), set(all_rows[other][2])
        return len(one & two) / len(one | two)

    answered = [(row, other, similarity(row, other)) for row, other in enumerate(found) if other is not None]
    right = [(row, other) for row, other, exact in answered if exact >= options.threshold]
    figures = {
        "side": "datasketch",
        "set": options.set,
        "rows": len(all_rows),
        "near": sum(near for near, _, _ in all_rows),
        "found": sum(all_rows[row][0] for row, _, _ in answered),
        "answers": len(answered),
        "right": len(right),
        "closest": min(exact for _, _, exact in answered),
        "otherLabel": sum(all_rows[row][1] != all_rows[other][1] for row, other in right),
        "seconds": seconds,
    }
    options.result.write_text(json.dumps(figures))


if __name__ == "__main__":
    main()
