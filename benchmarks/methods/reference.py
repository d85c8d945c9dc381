"""The references of `benchmarks/run methods`, on the same splits: NumPy, SciPy, scikit-learn, imbalanced-learn.

Called by the benchmark: MEASUREMENT --data FOLDER --out FILE, with --folds FILE or --draws FILE of row numbers. What is not
installed is left out and said so. Reference only, no part of Graft.
"""

import argparse
import csv
import gzip
import itertools
import json
import time
from pathlib import Path

import numpy as np


def line(row, dataset, method, metric, values, seconds):
    print(f"reference: {dataset}, {method}, {metric}: {np.mean(values):.2f}, {seconds:.1f} s", flush=True)
    return dict(row=row, set=dataset, method=method, metric=metric, values=[float(v) for v in values],
                seconds=seconds, wanted="")


def numbers(path):
    with gzip.open(path, "rt") as file:
        rows = np.loadtxt(file, delimiter=",")
    return rows[:, 1:], rows[:, 0].astype(int) - 1


def scaled(rows):
    rows = rows / rows.sum(1, keepdims=True)
    deviation = rows.std(0)
    deviation[deviation == 0] = 1
    return (rows - rows.mean(0)) / deviation


def unit(rows):
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / np.where(lengths == 0, 1, lengths)


def nearest(known, classes, rows):
    from sklearn.neighbors import KNeighborsClassifier
    return KNeighborsClassifier(1).fit(known, classes).predict(rows)


def components(source, classes, target, count, ridge, rounds):
    """TCA (one round) and JDA as their authors' program has them: a dense generalised eigenproblem a round."""
    from scipy.linalg import eigh
    rows = unit(np.vstack([source, target]))
    sources, labels = len(source), int(classes.max()) + 1
    centred = rows - rows.mean(0)
    scatter = centred.T @ centred
    guessed = None
    for _ in range(rounds):
        e = np.concatenate([np.full(sources, 1 / sources), np.full(len(target), -1 / len(target))])
        means = labels * np.outer(e, e)
        if guessed is not None:
            for label in range(labels):
                e = np.zeros(len(rows))
                if (classes == label).any():
                    e[:sources][classes == label] = 1 / (classes == label).sum()
                if (guessed == label).any():
                    e[sources:][guessed == label] = -1 / (guessed == label).sum()
                means += np.outer(e, e)
        means /= np.linalg.norm(means)
        width = rows.shape[1]
        _, vectors = eigh(scatter, rows.T @ means @ rows + ridge * np.eye(width),
                          subset_by_index=[max(0, width - count), width - 1])
        vectors = vectors[:, ::-1] / np.linalg.norm(vectors[:, ::-1], axis=0)
        seen = unit(rows @ vectors)
        guessed = nearest(seen[:sources], classes, seen[sources:])
    return guessed


def adaptation(options):
    lines = []
    names = ["caltech", "amazon", "webcam", "dslr"]
    domains = {name: numbers(options.data / f"office_caltech_surf/{name}.csv.gz") for name in names}
    pairs = [(scaled(domains[a][0]), domains[a][1], scaled(domains[b][0]), domains[b][1])
             for a, b in itertools.permutations(names, 2)]
    from sklearn.svm import LinearSVC
    for method, answer in (
            ("1-NN", lambda s, y, t: nearest(s, y, t)),
            ("SVM", lambda s, y, t: LinearSVC(C=0.01).fit(s, y).predict(t)),
            ("TCA, 1-NN", lambda s, y, t: components(s, y, t, 100, 1, 1)),
            ("JDA, 1-NN", lambda s, y, t: components(s, y, t, 100, 1, 10))):
        begin = time.perf_counter()
        values = [100 * np.mean(answer(s, ys, t) == yt) for s, ys, t, yt in pairs]
        lines.append(line("L11", "surf", method, "accuracy", values, time.perf_counter() - begin))
    usps = numbers(options.data / "usps_mnist_256/usps_1800.csv.gz")
    mnist = numbers(options.data / "usps_mnist_256/mnist_2000.csv.gz")
    for name, (s, ys), (t, yt) in (("usps to mnist", usps, mnist), ("mnist to usps", mnist, usps)):
        for method, answer in (("1-NN", lambda: nearest(unit(s), ys, unit(t))),
                               ("JDA, 1-NN", lambda: components(s, ys, t, 100, 0.1, 10))):
            begin = time.perf_counter()
            values = [100 * np.mean(answer() == yt)]
            lines.append(line("L11", name, method, "accuracy", values, time.perf_counter() - begin))
    return lines


def imbalance(options):
    try:
        from imblearn.ensemble import BalancedBaggingClassifier, RUSBoostClassifier
        from imblearn.over_sampling import BorderlineSMOTE, SMOTE, RandomOverSampler
        from imblearn.pipeline import make_pipeline
        from imblearn.under_sampling import EditedNearestNeighbours, RandomUnderSampler, TomekLinks
    except ImportError as error:
        print(f"reference: imbalanced-learn is left out: {error}")
        return []
    from sklearn.ensemble import AdaBoostClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import balanced_accuracy_score, f1_score, roc_auc_score
    from sklearn.preprocessing import StandardScaler
    from sklearn.tree import DecisionTreeClassifier

    text = [row.split(",") for row in (options.data / "imbalance/mammography.csv").read_text().split()]
    rows = np.array([[float(value) for value in row[:-1]] for row in text])
    truth = np.array([int(row[-1] == "'1'") for row in text])

    def regression(step=None, **settings):
        parts = [StandardScaler()] + ([step] if step else []) + [LogisticRegression(**settings)]
        return make_pipeline(*parts)

    tree = DecisionTreeClassifier(max_depth=3, random_state=1)
    ways = {
        "LR": lambda seed: regression(),
        "LR, class weights": lambda seed: regression(class_weight="balanced"),
        "LR, over-sampling": lambda seed: regression(RandomOverSampler(random_state=seed)),
        "LR, under-sampling": lambda seed: regression(RandomUnderSampler(random_state=seed)),
        "LR, SMOTE": lambda seed: regression(SMOTE(random_state=seed)),
        "LR, borderline SMOTE 1": lambda seed: regression(BorderlineSMOTE(random_state=seed)),
        "LR, borderline SMOTE 2": lambda seed: regression(BorderlineSMOTE(random_state=seed, kind="borderline-2")),
        "LR, Tomek links": lambda seed: regression(TomekLinks()),
        "LR, ENN": lambda seed: regression(EditedNearestNeighbours()),
        "balanced bagging, trees": lambda seed: BalancedBaggingClassifier(random_state=seed),
        "AdaBoost, trees": lambda seed: AdaBoostClassifier(tree, n_estimators=30, random_state=seed),
        "RUSBoost, trees": lambda seed: RUSBoostClassifier(tree, n_estimators=30, random_state=seed),
    }
    folds = [np.array(text.split(), int) for text in options.folds.read_text().splitlines()]
    lines = []
    for method, make in ways.items():
        begin = time.perf_counter()
        balanced, auc, f1 = [], [], []
        for seed, fold in enumerate(folds, 1):
            answers, scores = np.zeros(len(rows), int), np.zeros(len(rows))
            for held in range(fold.max() + 1):
                model = make(seed).fit(rows[fold != held], truth[fold != held])
                answers[fold == held] = model.predict(rows[fold == held])
                scores[fold == held] = model.predict_proba(rows[fold == held])[:, 1]
            balanced.append(100 * balanced_accuracy_score(truth, answers))
            auc.append(100 * np.mean([roc_auc_score(truth[fold == held], scores[fold == held])
                                      for held in range(fold.max() + 1)]))
            f1.append(100 * f1_score(truth, answers))
        seconds = time.perf_counter() - begin
        for metric, values in (("balanced accuracy", balanced), ("ROC AUC", auc), ("F1 of the rare", f1)):
            lines.append(line("L10", "mammography", method, metric, values, seconds))
    return lines


def classic(options):
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.neighbors import KNeighborsClassifier
    from sklearn.svm import LinearSVC
    from sklearn.tree import DecisionTreeClassifier

    def read(part):
        with open(options.data / f"banking77/{part}.csv", newline="", encoding="utf-8") as file:
            records = list(csv.DictReader(file))
        return np.array([r["text"] for r in records]), np.array([r["category"] for r in records])

    texts, labels = read("train")
    test, truth = read("test")
    few = [np.array(text.split(), int) for text in options.draws.read_text().splitlines()]
    learners = {
        "SVM": lambda: LinearSVC(random_state=1),
        "LR": lambda: LogisticRegression(C=10, max_iter=1000),
        "1-NN": lambda: KNeighborsClassifier(1),
        "5-NN": lambda: KNeighborsClassifier(5),
        "tree": lambda: DecisionTreeClassifier(random_state=1),
        "random forest 20": lambda: RandomForestClassifier(20, random_state=1),
    }
    lines = []
    for name, draws in (("banking77, 8 a label", few), ("banking77, all", [np.arange(len(texts))])):
        for method, make in learners.items():
            if method == ("5-NN" if len(draws) > 1 else "1-NN"):
                continue
            begin = time.perf_counter()
            values = []
            for rows in draws:
                terms = 2000 if method.startswith(("tree", "random")) else None
                vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, max_features=terms)
                model = make().fit(vectors.fit_transform(texts[rows]), labels[rows])
                values.append(100 * model.score(vectors.transform(test), truth))
            lines.append(line("L9", name, f"TF-IDF, {method}", "accuracy", values, time.perf_counter() - begin))
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("measurement", choices=["adaptation", "imbalance", "classic"])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--draws", type=Path)
    options = parser.parse_args()
    lines = globals()[options.measurement](options)
    options.out.write_text(json.dumps(lines))


if __name__ == "__main__":
    main()
