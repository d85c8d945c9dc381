"""Loads a folder with model.onnx in MLflow, as its MLmodel says, and lets it answer an input of the schema.

    python load_with_mlflow.py FOLDER
"""

import pathlib
import sys

import mlflow
import numpy
import onnx

folder = sys.argv[1]
SIZES = {-1: 64}

onnx.checker.check_model(str(pathlib.Path(folder) / "model.onnx"), full_check=True)
model = mlflow.models.Model.load(folder)
mlflow.onnx.load_model(folder)
predict = mlflow.pyfunc.load_model(folder).predict
feed = {}
for spec in model.signature.inputs.inputs:
    shape = [2] + [8 if size == -1 and spec.type.kind == "i" else SIZES.get(size, size) for size in spec.shape[1:]]
    feed[spec.name] = numpy.ones(shape, dtype=spec.type)
answer = predict(feed)
for spec in model.signature.outputs.inputs:
    found = numpy.asarray(answer[spec.name])
    assert found.shape == (2, spec.shape[1]), (spec.name, found.shape)
    assert found.dtype == spec.type and numpy.isfinite(found).all(), spec.name
print("answered", sorted(answer))
