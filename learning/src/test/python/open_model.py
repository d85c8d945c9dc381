"""Opens a text classifier's folder with the tools that it promises, and says what each of them makes of it.

    python open_model.py FOLDER REQUESTS.json ANSWERS.json

REQUESTS.json: a list of [text, second text or null]. ANSWERS.json: what a tool answered, by the tool's name; a tool that
is not installed is left out and named under "absent".
"""

import json
import os
import pathlib
import sys

os.environ["HF_HUB_OFFLINE"] = "1"
folder, requests, answers = sys.argv[1:]
os.environ["HF_HOME"] = str(pathlib.Path(answers).parent / "hf-home")
os.environ["MLFLOW_TRACKING_URI"] = str(pathlib.Path(answers).parent / "mlruns")
texts = [tuple(each) for each in json.loads(pathlib.Path(requests).read_text())]
result = {"absent": []}


def tokens(tokenizer, framework):
    """All requests one by one, so that padding does not enter; pairs as pairs."""
    for first, second in texts:
        yield tokenizer(first, second, truncation=True, return_tensors=framework)


def with_transformers():
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForSequenceClassification.from_pretrained(folder, trust_remote_code=True).eval()
    with torch.no_grad():
        single = [model(**each).logits[0].tolist() for each in tokens(tokenizer, "pt")]
        plain = [first for first, second in texts if second is None]
        padded = model(**tokenizer(plain, truncation=True, padding=True, return_tensors="pt")).logits.tolist()
    return {"logits": single, "padded": padded, "labels": [model.config.id2label[i] for i in range(model.config.num_labels)]}


def with_onnx():
    import onnx
    import onnxruntime
    from transformers import AutoTokenizer

    path = str(pathlib.Path(folder) / "model.onnx")
    onnx.checker.check_model(path, full_check=True)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    names = {each.name for each in session.get_inputs()}
    tokenizer = AutoTokenizer.from_pretrained(folder)
    feeds = [{key: value for key, value in each.items() if key in names} for each in tokens(tokenizer, "np")]
    return {"logits": [session.run(["logits"], feed)[0][0].tolist() for feed in feeds]}


def with_mlflow():
    import mlflow
    from transformers import AutoTokenizer

    model = mlflow.models.Model.load(folder)
    mlflow.onnx.load_model(folder)
    predict = mlflow.pyfunc.load_model(folder).predict
    names = model.signature.inputs.input_names()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    feeds = [{name: each[name] for name in names} for each in tokens(tokenizer, "np")]
    return {
        "logits": [predict(feed)["logits"][0].tolist() for feed in feeds],
        "uuid": model.model_uuid,
        "flavors": sorted(model.flavors),
        "labels": model.metadata["labels"],
    }


def with_huggingface_hub():
    from huggingface_hub import ModelCard

    data = ModelCard.load(str(pathlib.Path(folder) / "README.md")).data
    return {
        "license": data.license,
        "library": data.library_name,
        "pipeline": data.pipeline_tag,
        "base": data.base_model,
        "results": [
            [each.task_type, each.dataset_name, each.dataset_split, each.metric_type, each.metric_value]
            for each in data.eval_results or []
        ],
    }


for tool, opens in {
    "transformers": with_transformers,
    "onnx": with_onnx,
    "mlflow": with_mlflow,
    "huggingface_hub": with_huggingface_hub,
}.items():
    try:
        result[tool] = opens()
    except ModuleNotFoundError as missing:
        result["absent"].append(f"{tool}: {missing}")
pathlib.Path(answers).write_text(json.dumps(result))
