"""Makes numpy-golden.npz, which NumpyArchiveTest reads (run once, by hand): python make_numpy_golden.py OUT"""
import sys

import numpy

numpy.savez_compressed(
    f"{sys.argv[1]}/numpy-golden.npz",
    **{
        "layer.weight": numpy.arange(6, dtype="<f4").reshape(2, 3),
        "column": numpy.asfortranarray(numpy.arange(12, dtype="<f4").reshape(2, 3, 2)),
        "big": numpy.array([1.5, -2], dtype=">f4"),
        "half": numpy.array([0.5, 65504, -0.25], dtype="<f2"),
        "double": numpy.array([3.25]),
        "scalar": numpy.array(7, dtype="<f4"),
        "empty": numpy.zeros((0, 4), dtype="<f4"),
        "counter": numpy.array([3]),
        "mask": numpy.array([True]),
    },
)
