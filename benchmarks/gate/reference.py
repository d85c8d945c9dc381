"""The paired bootstrap of a difference in macro F1 by scipy.stats.bootstrap, and by NumPy as one would write it for speed.

Called by GateResampling: FILE with "truth,champion,challenger" a line, number of resamples. SciPy draws rows without regard
to their class, so that its interval is a little wider than a stratified one.
"""

import sys
import time

import numpy as np
from scipy.stats import bootstrap


def macro_f1(truth, predicted, classes):
    right = np.bincount(truth[truth == predicted], minlength=classes)
    support = np.bincount(truth, minlength=classes)
    answered = np.bincount(predicted, minlength=classes)
    has = support > 0
    return (2 * right[has] / (support[has] + answered[has])).mean()


def main():
    rows = np.loadtxt(sys.argv[1], delimiter=",", dtype=np.int64)
    resamples = int(sys.argv[2])
    truth, champion, challenger = rows.T.copy()
    classes = int(rows.max()) + 1

    def gain(t, a, b):
        return macro_f1(t, b, classes) - macro_f1(t, a, classes)

    begin = time.perf_counter()
    found = bootstrap((truth, champion, challenger), gain, n_resamples=resamples, confidence_level=0.9, paired=True,
                      vectorized=False, method="percentile", rng=np.random.default_rng(1))
    scipy_seconds = time.perf_counter() - begin
    begin = time.perf_counter()
    random = np.random.default_rng(1)
    strata = [np.flatnonzero(truth == label) for label in range(classes)]
    gains = np.empty(resamples)
    for draw in range(resamples):
        at = np.concatenate([random.choice(stratum, len(stratum)) for stratum in strata])
        gains[draw] = gain(truth[at], champion[at], challenger[at])
    lower, upper = np.quantile(gains, [0.05, 0.95])
    numpy_seconds = time.perf_counter() - begin
    print(f"    scipy.stats.bootstrap {scipy_seconds:.3f} s ({found.confidence_interval.low:+.4f} to "
          f"{found.confidence_interval.high:+.4f}), NumPy by class {numpy_seconds:.3f} s ({lower:+.4f} to {upper:+.4f})")


if __name__ == "__main__":
    main()
