"""TF-IDF + linear SVM on the batches that `benchmarks/run banking77` announced, cumulatively; both columns in one table.

Reference only, no part of Graft. Needs scikit-learn. The baseline learns from every announced row; the mesh holds out
a tenth of them for early stopping and a fifth for its gate.
"""

import argparse
import csv
import json
from pathlib import Path

import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        records = list(csv.DictReader(file))
    return [record["text"] for record in records], [record["category"] for record in records]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/banking77"), help="folder with test.csv")
    parser.add_argument("--results", type=Path, default=Path("benchmarks/target/results"))
    options = parser.parse_args()

    test_texts, test_labels = rows(options.data / "test.csv")
    measured = options.results / "banking77.json"
    mesh = {step["batch"]: step for step in json.loads(measured.read_text())} if measured.exists() else {}

    print(f"scikit-learn {sklearn.__version__}, {len(test_texts)} test rows")
    print("| rows so far | TF-IDF + LinearSVC | Graft, live model | verdict |")
    print("|---|---|---|---|")
    texts, labels = [], []
    for batch in (1, 2, 3):
        more_texts, more_labels = rows(options.results / "banking77" / f"batch-{batch}.csv")
        texts += more_texts
        labels += more_labels
        model = make_pipeline(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LinearSVC(random_state=1))
        accuracy = model.fit(texts, labels).score(test_texts, test_labels)
        step = mesh.get(batch)
        live = f"{step['accuracy']:.4f} (version {step['championVersion']})" if step else "not measured"
        verdict = ("promoted" if step["promoted"] else "refused") if step else ""
        print(f"| {len(texts)} | {accuracy:.4f} | {live} | {verdict} |")


if __name__ == "__main__":
    main()
