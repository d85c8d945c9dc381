"""Asks a predictor over both of tritonclient's transports and fails where an answer is not as it should be.

Usage: python triton_session.py HOST:PORT TEXT-MODEL TEXT LABEL IMAGE-MODEL IMAGE-FILE LABEL
"""

import base64
import sys

import numpy
import tritonclient.grpc
import tritonclient.http
from tritonclient.utils import InferenceServerException

address, text_model, text, text_label, image_model, image_file, image_label = sys.argv[1:]


def same(found, expected):
    if found != expected:
        raise SystemExit(f"expected {expected!r}, found {found!r}")


def strings(client, *values):
    tensor = client.InferInput("input", [len(values)], "BYTES")
    tensor.set_data_from_numpy(numpy.array([bytes(v, "utf-8") if isinstance(v, str) else v for v in values], dtype=object))
    return tensor


def label(result):
    value = result.as_numpy("label")[0]
    return value.decode() if isinstance(value, bytes) else str(value)


for name, client in (("http", tritonclient.http), ("grpc", tritonclient.grpc)):
    with client.InferenceServerClient(address) as server:
        same(server.is_server_live(), True)
        same(server.is_server_ready(), True)
        same(server.is_model_ready(text_model), True)
        same(server.is_model_ready("nobody"), False)
        metadata = server.get_model_metadata(text_model)
        same(metadata["name"] if name == "http" else metadata.name, text_model)

        result = server.infer(text_model, [strings(client, text, "hello")], request_id="7")
        same(label(result), text_label)
        probabilities = result.as_numpy("probabilities")
        same(probabilities.shape, (2, 2))
        same(probabilities.dtype, numpy.float32)
        if abs(float(probabilities.sum()) - 2) > 1e-4:
            raise SystemExit(f"no probabilities: {probabilities}")

        only = server.infer(text_model, [strings(client, text)], outputs=[client.InferRequestedOutput("label")])
        same(only.as_numpy("probabilities") is None, True)

        with open(image_file, "rb") as file:
            content = file.read()
        same(label(server.infer(image_model, [strings(client, content)])), image_label)
        same(label(server.infer(image_model, [strings(client, base64.b64encode(content))])), image_label)
        for shape in ([2, 3, 24, 32], [2, 24, 32, 3]):
            pixels = client.InferInput("image", shape, "FP32")
            pixels.set_data_from_numpy(numpy.full(shape, 0.5, dtype=numpy.float32))
            same(label(server.infer(image_model, [pixels])), image_label)

        try:
            server.infer("nobody", [strings(client, text)])
            raise SystemExit("a model that is not there answered")
        except InferenceServerException as error:
            same("there is no model 'nobody' in service" in str(error), True)
        print(f"tritonclient.{name}: ok")

# In JSON instead of the binary form.
with tritonclient.http.InferenceServerClient(address) as server:
    tensor = tritonclient.http.InferInput("input", [1, 1], "BYTES")
    tensor.set_data_from_numpy(numpy.array([[text]], dtype=object), binary_data=False)
    same(label(server.infer(text_model, [tensor])), text_label)
