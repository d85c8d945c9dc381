"""The runs of `benchmarks/run learning few-shot` with sentence-transformers, scikit-learn and setfit.

Reference only, no part of Graft. Needs Python 3.11, sentence-transformers, scikit-learn and setfit (3.3, 1.9 and 1.1
were used). It reads what the benchmark wrote: the drawn rows, and the backbone as a model of sentence-transformers. PROBE
is LogisticRegression (C = 1) on its vectors. FEW_SHOT is setfit's trainer with its own defaults (one epoch, batch 16,
rate 2e-5, cosine loss, LogisticRegression as the head) but for the pairs: `--iterations` of one label and as many of two
for each row, so that a run takes minutes.
"""

import argparse
import contextlib
import json
import os
import tempfile
import time
from pathlib import Path

os.environ.update(HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1", TRANSFORMERS_NO_ADVISORY_WARNINGS="1")

import torch
from reference import peak_mebibytes, scores
from sentence_transformers import SentenceTransformer


def probe(encoder, texts, truth):
    from sklearn.linear_model import LogisticRegression

    head = LogisticRegression(max_iter=1000).fit(encoder.encode(texts, show_progress_bar=False), truth)
    return lambda rows: head.predict_proba(encoder.encode(rows, show_progress_bar=False))


def few_shot(encoder, texts, truth, options):
    from datasets import Dataset
    from setfit import SetFitModel, Trainer, TrainingArguments
    from sklearn.linear_model import LogisticRegression
    from transformers.trainer_callback import CallbackHandler

    class ListTrainer(Trainer):
        def dataset_to_parameters(self, dataset):
            return [list(dataset["text"]), list(dataset["label"])]

    # setfit 1.1.0 asks for a name that transformers 4.46 has changed, and for lists where datasets 4 has columns.
    CallbackHandler.tokenizer = property(lambda handler: handler.processing_class)
    model = SetFitModel(model_body=encoder, model_head=LogisticRegression(max_iter=1000))
    model.model_card_data.widget = [{"text": texts[0]}]
    # The trainer below setfit's makes a folder of its own where the process is.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        arguments = TrainingArguments(
            output_dir=folder,
            num_iterations=options.iterations,
            seed=options.seed,
            use_amp=False,
            report_to="none",
            save_strategy="no",
            eval_strategy="no",
            show_progress_bar=False,
        )
        rows = Dataset.from_dict({"text": texts, "label": truth})
        ListTrainer(model=model, args=arguments, train_dataset=rows).train()
    return lambda rows: model.predict_proba(rows, as_numpy=True, show_progress_bar=False)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--set", default="")
    parser.add_argument("--recipe", choices=["PROBE", "FEW_SHOT"], required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rows", type=int)
    parser.add_argument("--length", type=int, default=128)
    parser.add_argument("--iterations", type=int, default=5)
    parser.add_argument("--result", type=Path)
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rows = json.loads((options.folder / "rows.json").read_text(encoding="utf-8"))
    train = rows["train"][: options.rows]
    texts, truth = [row["text"] for row in train], [row["label"] for row in train]
    encoder = SentenceTransformer(str(options.folder), device="cpu")
    encoder.max_seq_length = options.length
    if options.recipe == "FEW_SHOT":
        import setfit

    begin, cpu_begin = time.perf_counter(), time.process_time()
    answer = probe(encoder, texts, truth) if options.recipe == "PROBE" else few_shot(encoder, texts, truth, options)
    seconds, cpu_seconds = time.perf_counter() - begin, time.process_time() - cpu_begin
    peak = peak_mebibytes()
    labels = len(rows["labels"])
    known = torch.tensor(sorted(set(truth)))
    answers = torch.zeros(len(rows["test"]), labels, dtype=torch.float64)
    answers[:, known] = torch.as_tensor(answer([row["text"] for row in rows["test"]]), dtype=torch.float64)
    accuracy, f1 = scores(answers, torch.tensor([row["label"] for row in rows["test"]]), labels)
    figures = {
        "side": "sentence-transformers" if options.recipe == "PROBE" else "setfit",
        "set": options.set,
        "recipe": options.recipe,
        "seed": options.seed,
        "trainRows": len(train),
        "epochs": [
            {
                "epoch": 1,
                "seconds": seconds,
                "cpuSeconds": cpu_seconds,
                "trainSeconds": seconds,
                "trainCpuSeconds": cpu_seconds,
                "accuracy": 0.0,
                "macroF1": 0.0,
            }
        ],
        "bestEpoch": 1,
        "accuracy": accuracy,
        "f1": f1[1] if labels == 2 else 0.0,
        "macroF1": sum(f1) / labels,
        "peakMegabytes": peak,
    }
    print(f"  {figures}", flush=True)
    if options.result:
        options.result.write_text(json.dumps(figures), encoding="utf-8")


if __name__ == "__main__":
    main()
