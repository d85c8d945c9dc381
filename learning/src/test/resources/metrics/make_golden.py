"""Golden values of the metrics, computed by scikit-learn and SciPy.

Regenerate, from this folder, in a virtual environment outside the repository:

    python3 -m venv ~/golden && ~/golden/bin/pip install scikit-learn==1.9.1 scipy==1.17.1
    ~/golden/bin/python make_golden.py

It writes, beside itself, classification-golden.json (read by
ClassificationReportGoldenTest and RankingScoresTest), binary-golden.json
(BinaryScoresTest), multilabel-golden.json (MultiLabelReportTest), regression-golden.json
(RegressionReportTest) and ../gate/mcnemar-golden.json (read by ExactMcNemarTest). Seeded: the same versions
give the same bytes. What scikit-learn or SciPy has as NaN is null here.

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
from scipy.stats import binomtest, pearsonr, spearmanr
from sklearn import __version__
from sklearn.metrics import (
    accuracy_score,
    average_precision_score,
    balanced_accuracy_score,
    brier_score_loss,
    cohen_kappa_score,
    confusion_matrix,
    explained_variance_score,
    hamming_loss,
    label_ranking_average_precision_score,
    log_loss,
    matthews_corrcoef,
    mean_absolute_error,
    mean_squared_error,
    precision_recall_fscore_support,
    r2_score,
    roc_auc_score,
    root_mean_squared_error,
)

SCALE = 1024
BINS = 15
warnings.filterwarnings("ignore")  # of undefined values, which are the point of some cases


def number(value):
    return None if math.isnan(value) else float(value)


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


def ranking(has, scores):
    """has and scores: (rows, labels)."""
    labels = has.shape[1]

    def average(how):
        return [number(roc_auc_score(has, scores, average=how)), float(average_precision_score(has, scores, average=how))]

    def each(label):
        auc = number(roc_auc_score(has[:, label], scores[:, label]))
        return [int(has[:, label].sum()), auc, float(average_precision_score(has[:, label], scores[:, label]))]

    columns = [each(label) for label in range(labels)]
    supported = [
        [c[1] for c in columns if c[1] is not None],
        [c[2] for c in columns if c[0] > 0],
    ]
    values = {"perLabel": columns, "supportedMacro": [float(np.mean(v)) if v else None for v in supported]}
    if labels == 1:
        return values | {how: columns[0][1:] for how in ("macro", "micro", "weighted")}
    return values | {how: average(how) for how in ("macro", "micro", "weighted")}


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
        "matthewsCorrelation": float(matthews_corrcoef(truth, predicted)),
        "cohensKappa": number(cohen_kappa_score(truth, predicted)),
    }
    if probabilities is not None:
        values["ranking"] = ranking(np.eye(classes, dtype=int)[truth], probabilities)
        if classes > 2:
            for how in ("macro", "weighted"):
                direct = roc_auc_score(truth, probabilities, multi_class="ovr", labels=labels, average=how)
                assert number(direct) == values["ranking"][how][0], (how, direct, values["ranking"][how])
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


def binary_case(name, truth, probabilities):
    truth, probabilities = np.asarray(truth, dtype=int), np.asarray(probabilities, dtype=np.float64)
    return {
        "name": name,
        "truth": truth.tolist(),
        "probabilities": probabilities.tolist(),
        "expected": {
            "rocAuc": number(roc_auc_score(truth, probabilities)),
            "averagePrecision": float(average_precision_score(truth, probabilities)),
            "brierScore": float(brier_score_loss(truth, probabilities)),
            "logLoss": float(log_loss(truth, probabilities, labels=[0, 1])),
        },
    }


def binary():
    for seed in range(12):
        rng = np.random.default_rng(seed)
        truth = rng.random(int(rng.integers(2, 80))) < rng.uniform(0.05, 0.95)
        scores = 1 / (1 + np.exp(-(rng.normal(size=len(truth)) + truth * rng.uniform(0, 3))))
        yield binary_case(f"random {seed}", truth, scores)
    for seed in range(12, 24):
        rng = np.random.default_rng(seed)
        truth = rng.random(60) < 0.4
        steps = int(rng.integers(1, 8))
        scores = np.clip(np.round((rng.random(60) + 0.3 * truth) * steps) / steps, 0, 1)
        yield binary_case(f"ties, {steps} steps {seed}", truth, scores)
    yield binary_case("all one score", [0, 1, 1, 0, 1], [0.5] * 5)
    yield binary_case("negative zero ties with zero", [1, 0, 1, 0], [-0.0, 0.0, 0.0, -0.0])
    yield binary_case("perfect", [0, 0, 1, 1], [0.0, 0.1, 0.9, 1.0])
    yield binary_case("perfectly wrong and certain", [1, 1, 0, 0], [0.0, 0.0, 1.0, 1.0])
    yield binary_case("no positive row", [0, 0, 0], [0.1, 0.2, 0.3])
    yield binary_case("no negative row", [1, 1, 1], [0.1, 0.2, 0.3])
    yield binary_case("one row", [1], [0.7])


def multilabel_case(name, truth, counts=None, answers=None):
    truth = np.asarray(truth, dtype=int)
    entry = {"name": name, "truth": truth.tolist()}
    if counts is not None:
        scores = np.asarray(counts) / SCALE
        answers = (scores >= 0.5).astype(int)
        entry |= {"scale": SCALE, "scores": np.asarray(counts).tolist()}
    else:
        answers = np.asarray(answers, dtype=int)
        entry["answers"] = answers.tolist()
    present = [label for label in range(truth.shape[1]) if truth[:, label].any()]

    def prf(how, **more):
        p, r, f, s = precision_recall_fscore_support(truth, answers, average=how, zero_division=0, **more)
        return [[int(a), float(b), float(c), float(d)] for a, b, c, d in zip(s, p, r, f)] if how is None else [float(p), float(r), float(f)]

    values = {
        "subsetAccuracy": float(accuracy_score(truth, answers)),
        "hammingLoss": float(hamming_loss(truth, answers)),
        "perLabel": prf(None),
        "supportedMacro": prf("macro", labels=present) if present else [0.0, 0.0, 0.0],
        "samples": prf("samples"),
    } | {how: prf(how) for how in ("macro", "micro", "weighted")}
    if counts is not None:
        values["labelRankingAveragePrecision"] = float(label_ranking_average_precision_score(truth, scores))
        values["ranking"] = ranking(truth, scores)
    return entry | {"expected": values}


def multilabel():
    for seed in range(12):
        rng = np.random.default_rng(seed)
        rows, labels = int(rng.integers(3, 40)), int(rng.integers(2, 9))
        truth = rng.random((rows, labels)) < rng.uniform(0.1, 0.6)
        counts = np.clip(rng.normal(0.4 + 0.25 * truth, 0.2) * SCALE, 0, SCALE).astype(int)
        yield multilabel_case(f"random {seed}", truth, counts)
    for seed in range(12, 18):
        rng = np.random.default_rng(seed)
        truth = rng.random((25, 5)) < 0.3
        counts = np.clip(np.round(rng.normal(0.4 + 0.25 * truth, 0.2) * 4), 0, 4).astype(int) * (SCALE // 4)
        yield multilabel_case(f"ties {seed}", truth, counts)
    for seed in range(18, 22):
        rng = np.random.default_rng(seed)
        truth = rng.random((20, 6)) < 0.4
        truth[:, 2], truth[:, 4] = False, seed % 2 == 0
        counts = rng.integers(0, SCALE + 1, size=(20, 6))
        yield multilabel_case(f"labels that no row or every row has {seed}", truth, counts)
    for seed in range(22, 25):
        rng = np.random.default_rng(seed)
        yield multilabel_case(f"answers alone {seed}", rng.random((15, 4)) < 0.4, answers=rng.random((15, 4)) < 0.4)
    yield multilabel_case("all right", np.eye(4), counts=np.eye(4, dtype=int) * SCALE)
    yield multilabel_case("rows with no label and with all", [[0, 0, 0], [1, 1, 1]], counts=[[9, 8, 7], [1000, 2, 3]])
    yield multilabel_case("no answer at all", [[1, 0], [0, 1]], answers=[[0, 0], [0, 0]])
    yield multilabel_case("one row", [[1, 0, 1]], counts=[[600, 700, 100]])


def regression_case(name, truth, predicted):
    truth, predicted = np.asarray(truth, dtype=np.float64), np.asarray(predicted, dtype=np.float64)
    few = len(truth) < 2
    return {
        "name": name,
        "truth": truth.tolist(),
        "predicted": predicted.tolist(),
        "expected": {
            "meanAbsoluteError": float(mean_absolute_error(truth, predicted)),
            "meanSquaredError": float(mean_squared_error(truth, predicted)),
            "rootMeanSquaredError": float(root_mean_squared_error(truth, predicted)),
            "rSquared": number(r2_score(truth, predicted)),
            "explainedVariance": float(explained_variance_score(truth, predicted)),
            "pearson": None if few else number(pearsonr(truth, predicted)[0]),
            "spearman": None if few else number(spearmanr(truth, predicted)[0]),
        },
    }


def regression():
    for seed in range(12):
        rng = np.random.default_rng(seed)
        truth = rng.normal(rng.uniform(-50, 50), rng.uniform(0.1, 20), size=int(rng.integers(2, 60)))
        yield regression_case(f"random {seed}", truth, truth * rng.uniform(-1, 1.5) + rng.normal(0, 5, size=len(truth)))
    for seed in range(12, 20):
        rng = np.random.default_rng(seed)
        truth = rng.integers(1, 6, size=40)
        yield regression_case(f"ties {seed}", truth, np.clip(truth + rng.integers(-2, 3, size=40), 1, 5))
    yield regression_case("perfect", [1, 2, 4], [1, 2, 4])
    yield regression_case("off by a constant", [1, 2, 4], [3, 4, 6])
    yield regression_case("reversed", [1, 2, 3, 4], [4, 3, 2, 1])
    yield regression_case("constant truth", [2, 2, 2], [1, 2, 3])
    yield regression_case("constant truth, all right", [2, 2, 2], [2, 2, 2])
    yield regression_case("constant predictions", [1, 2, 3], [2, 2, 2])
    yield regression_case("negative zero ties with zero", [0.0, -0.0, 1.0], [-0.0, 1.0, 0.0])
    yield regression_case("far from zero", [1e9 + 1, 1e9 + 2, 1e9 + 4], [1e9 + 2, 1e9 + 1, 1e9 + 5])
    yield regression_case("tiny", [1e-9, 2e-9, 4e-9], [1e-9, 3e-9, 3e-9])
    yield regression_case("one row", [3.0], [4.0])
    yield regression_case("two rows", [3.0, 5.0], [4.0, 4.5])


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
    write("binary-golden.json", binary(), f"scikit-learn {__version__}")
    write("multilabel-golden.json", multilabel(), f"scikit-learn {__version__}")
    write("regression-golden.json", regression(), f"scikit-learn {__version__}, scipy {scipy.__version__}")
    write("../gate/mcnemar-golden.json", mcnemar(), f"scipy {scipy.__version__}")
