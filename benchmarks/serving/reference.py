"""A plain server of an ONNX text classifier: FastAPI, onnxruntime, tokenizers; one request, one call of the model.

    python reference.py FOLDER PORT      # FOLDER has model.onnx, tokenizer.json, config.json
"""

import json
import sys
from pathlib import Path

import numpy
import onnxruntime
import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel
from tokenizers import Tokenizer

folder = Path(sys.argv[1])
tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
tokenizer.no_padding()
options = onnxruntime.SessionOptions()
options.add_session_config_entry("session.intra_op.allow_spinning", "0")
session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options)
meta = session.get_modelmeta().custom_metadata_map
labels = json.loads(meta["labels"])
tokenizer.enable_truncation(int(meta["max_length"]))
names = {each.name for each in session.get_inputs()}


class Question(BaseModel):
    text: str


app = FastAPI()


@app.post("/predict")
def predict(question: Question):
    encoding = tokenizer.encode(question.text)
    feed = {
        "input_ids": numpy.array([encoding.ids], dtype=numpy.int64),
        "attention_mask": numpy.array([encoding.attention_mask], dtype=numpy.int64),
        "token_type_ids": numpy.array([encoding.type_ids], dtype=numpy.int64),
    }
    feed = {name: value for name, value in feed.items() if name in names}
    (probabilities,) = session.run(["probabilities"], feed)
    best = int(probabilities[0].argmax())
    return {
        "version": 1,
        "predictions": [{"label": labels[best], "probability": float(probabilities[0][best])}],
    }


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning", access_log=False)
