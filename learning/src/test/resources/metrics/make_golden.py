"""Golden values of the classification metrics, computed by scikit-learn.

Regenerate, from this folder, in a virtual environment outside the repository:

    python3 -m venv ~/golden && ~/golden/bin/pip install scikit-learn==1.9.1 scipy==1.17.1
    ~/golden/bin/python make_golden.py

It writes classification-golden.json (read by ClassificationReportGoldenTest) and
../gate/mcnemar-golden.json (read by ExactMcNemarTest). Seeded: the same versions
give the same bytes.

Probabilities are float32 values, as the Java API takes them, and are scored in
float64. Most cases store them as integers to be divided by `scale`, which is exact.
scikit-learn has no expected calibration error: it is written out below, by the
definition of Guo et al. (2017) with 15 equal-width bins. scikit-learn refuses one
class or no row: there the values follow from the definitions.
"""

import json
import math
import warnings

import numpy as np
from scipy.stats import binomtest
from sklearn import __version__
from sklearn.metrics import (
    accuracy_score,
    balanced_accuracy_score,
    brier_score_loss,
    confusion_matrix,
    log_loss,
    precision_recall_fscore_support,
)

SCALE = 1024
BINS = 15
warnings.filterwarnings("ignore", message="y_pred contains classes not in y_true")


def calibration(truth, probabilities):
    confidence = probabilities.max(axis=1)
    hit = probabilities.argmax(axis=1) == truth
    edges = np.linspace(0, 1, BINS + 1)
    # side="left": an upper edge belongs to its bin; 0 belongs to the first.
    index = np.clip(np.searchsorted(edges, confidence, side="left") - 1, 0, BINS - 1)
    curve, error = [], 0.0
    for b in range(BINS):
        chosen = index == b
        count = int(chosen.sum())
        mean = float(confidence[chosen].mean()) if count else 0.0
        accuracy = float(hit[chosen].mean()) if count else 0.0
        curve.append([b, count, mean, accuracy])
        error += count / len(truth) * abs(accuracy - mean)
    return error, curve


def averages(truth, predicted, labels, how):
    p, r, f, _ = precision_recall_fscore_support(truth, predicted, labels=labels, average=how, zero_division=0)
    return [float(p), float(r), float(f)]


def expected(truth, predicted, probabilities, classes):
    labels = list(range(classes))
    p, r, f, s = precision_recall_fscore_support(truth, predicted, labels=labels, average=None, zero_division=0)
    present = sorted(set(truth.tolist()))
    values = {
        "rows": len(truth),
        "accuracy": float(accuracy_score(truth, predicted)),
        "balancedAccuracy": float(balanced_accuracy_score(truth, predicted)),
        "macro": averages(truth, predicted, labels, "macro"),
        "supportedMacro": averages(truth, predicted, present, "macro"),
        "micro": averages(truth, predicted, labels, "micro"),
        "weighted": averages(truth, predicted, labels, "weighted"),
        "perClass": [[int(s[i]), float(p[i]), float(r[i]), float(f[i])] for i in labels],
        "confusion": confusion_matrix(truth, predicted, labels=labels).tolist(),
    }
    if probabilities is not None:
        values["expectedCalibrationError"], values["reliability"] = calibration(truth, probabilities)
        if classes > 1:
            values["logLoss"] = float(log_loss(truth, probabilities, labels=labels))
            values["brierScore"] = float(
                brier_score_loss(truth, probabilities, labels=labels, scale_by_half=False)
            )
        else:
            values["logLoss"] = -math.log(1 - np.finfo(np.float64).eps)
            values["brierScore"] = 0.0
    return values


def case(name, truth, classes, counts=None, floats=None, predicted=None):
    truth = np.asarray(truth)
    scored = None
    entry = {"name": name, "classes": classes, "truth": truth.tolist()}
    if counts is not None:
        scored = np.asarray(counts, dtype=np.float64) / SCALE
        entry |= {"scale": SCALE, "probabilities": np.asarray(counts).tolist()}
    elif floats is not None:
        scored = np.asarray(floats, dtype=np.float32).astype(np.float64)
        entry |= {"scale": 1, "probabilities": scored.tolist()}
    else:
        entry["predicted"] = np.asarray(predicted).tolist()
    answers = scored.argmax(axis=1) if scored is not None else np.asarray(predicted)
    return entry | {"expected": expected(truth, answers, scored, classes)}


def noisy(rng, truth, classes, skill):
    """Counts out of SCALE per row, leaning to the true class by `skill`."""
    logits = rng.normal(size=(len(truth), classes)) * 1.5
    logits[np.arange(len(truth)), truth] += skill
    weights = np.exp(logits)
    weights /= weights.sum(axis=1, keepdims=True)
    return np.array([rng.multinomial(SCALE, w) for w in weights])


def cases():
    for seed in range(20):
        rng = np.random.default_rng(seed)
        classes = int(rng.integers(2, 9))
        truth = rng.integers(0, classes, size=int(rng.integers(1, 70)))
        yield case(f"random {seed}", truth, classes, counts=noisy(rng, truth, classes, rng.uniform(0, 3)))
    for seed in range(20, 26):
        rng = np.random.default_rng(seed)
        classes = 6
        truth = rng.choice(classes, size=60, p=[0.8, 0.1, 0.05, 0.03, 0.01, 0.01])
        yield case(f"imbalanced {seed}", truth, classes, counts=noisy(rng, truth, classes, 1.5))
    for seed in range(26, 30):
        rng = np.random.default_rng(seed)
        truth = rng.integers(1, 3, size=25)
        counts = noisy(rng, truth, 5, 1.0)
        counts[:, 2] += counts[:, 4]
        counts[:, 4] = 0
        yield case(f"classes absent from truth or predictions {seed}", truth, 5, counts=counts)
    for seed in range(30, 33):
        rng = np.random.default_rng(seed)
        truth = rng.integers(0, 4, size=30)
        yield case(f"predictions alone {seed}", truth, 4, predicted=rng.integers(0, 4, size=30))
    for seed in range(33, 36):
        rng = np.random.default_rng(seed)
        truth = rng.integers(0, 4, size=20)
        logits = rng.normal(size=(20, 4)).astype(np.float32) * 4
        weights = np.exp(logits)
        yield case(f"float32 softmax {seed}", truth, 4, floats=weights / weights.sum(axis=1, keepdims=True))
    yield case("all right and certain", [0, 1, 2, 1], 3, counts=np.eye(3, dtype=int)[[0, 1, 2, 1]] * SCALE)
    yield case("all wrong and certain", [0, 1, 2, 1], 3, counts=np.eye(3, dtype=int)[[1, 2, 0, 0]] * SCALE)
    yield case("ties go to the first label", [0, 1, 2, 3], 4, counts=np.full((4, 4), SCALE // 4))
    yield case("one class", [0, 0, 0], 1, counts=np.full((3, 1), SCALE))
    yield case("one row", [1], 2, counts=[[SCALE // 4, 3 * SCALE // 4]])
    yield case("two classes, one never true", [0, 0, 0], 2, counts=[[700, 324], [100, 924], [512, 512]])


def mcnemar():
    rng = np.random.default_rng(2)
    pairs = [(0, 0), (0, 1), (1, 0), (0, 5), (5, 0), (1, 9), (3, 3), (10, 25), (59, 6), (500, 500), (480, 560)]
    pairs += [(0, 1000), (9900, 10100), (50000, 50600), (0, 60)]
    pairs += [tuple(map(int, rng.integers(0, high, size=2))) for high in (5, 10, 30, 100, 300, 1000, 3000) for _ in range(3)]
    for b, c in pairs:
        p = 1.0 if b + c == 0 else float(binomtest(min(b, c), b + c, 0.5).pvalue)
        yield {"onlyChampionRight": b, "onlyChallengerRight": c, "pValue": p}


def write(path, rows, producer):
    lines = ",\n".join(json.dumps(row, separators=(",", ":"), allow_nan=False) for row in rows)
    with open(path, "w") as file:
        file.write('{"producer":"%s","cases":[\n%s\n]}\n' % (producer, lines))


if __name__ == "__main__":
    import scipy

    write("classification-golden.json", cases(), f"scikit-learn {__version__}")
    write("../gate/mcnemar-golden.json", mcnemar(), f"scipy {scipy.__version__}")
