"""The same run as `benchmarks/run learning train`, in PyTorch with transformers; what `learning compare` starts.

Reference only, no part of Graft. Needs torch and transformers (4.46 was used). It reads what the benchmark wrote: the
split rows and the backbone's weights. The network is AutoModel, the backbone's pooling, dropout 0.1 and a linear
layer; AdamW without decay on vectors, linear warm-up over a tenth of the steps, global norm 1, batches in random order
padded to their longest row (`--group-by-length`: of rows of similar length, by transformers' own sampler). The best
epoch by validation accuracy (of equal ones, by loss) is restored and tested. Validation batches hold 32 rows of similar
length, are padded once, and run in inference mode.
"""

import argparse
import copy
import json
import resource
import time
from pathlib import Path

import torch
import transformers
from torch import nn
from transformers import AutoConfig, AutoModel, PreTrainedTokenizerFast, get_linear_schedule_with_warmup
from transformers.trainer_pt_utils import LengthGroupedSampler


class Classifier(nn.Module):
    def __init__(self, folder, labels):
        super().__init__()
        config = AutoConfig.from_pretrained(folder)
        self.pooling = config.pooling
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False)
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(config.hidden_size, labels)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, batch):
        hidden = self.encoder(**batch).last_hidden_state
        if self.pooling == "cls":
            pooled = hidden[:, 0]
        else:
            mask = batch["attention_mask"].unsqueeze(-1).float()
            pooled = (hidden * mask).sum(1) / mask.sum(1)
        return self.head(self.dropout(pooled))


def encode(tokenizer, rows, length):
    texts = [row["text"] for row in rows]
    pairs = [row["pair"] for row in rows] if "pair" in rows[0] else None
    coded = tokenizer(texts, pairs, truncation=True, max_length=length)
    return [{key: coded[key][i] for key in ("input_ids", "token_type_ids", "attention_mask")} for i in range(len(rows))]


def padded(tokenizer, coded):
    """Batches of 32 rows of similar length, and which rows they are."""
    order = sorted(range(len(coded)), key=lambda i: len(coded[i]["input_ids"]))
    parts = [order[start : start + 32] for start in range(0, len(order), 32)]
    return [(part, tokenizer.pad([coded[i] for i in part], return_tensors="pt")) for part in parts]


@torch.inference_mode()
def logits(model, batches):
    model.eval()
    order = torch.tensor([i for part, _ in batches for i in part])
    answers = torch.cat([model(batch) for _, batch in batches])
    return answers[order.argsort()]


def scores(answers, truth, labels):
    guesses = answers.argmax(1)
    f1 = []
    for label in range(labels):
        right = ((guesses == label) & (truth == label)).sum().item()
        f1.append(2 * right / max(1, (guesses == label).sum().item() + (truth == label).sum().item()))
    return (guesses == truth).float().mean().item(), f1


def peak_mebibytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--set", default="")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rows", type=int)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--length", type=int, default=128)
    parser.add_argument("--group-by-length", action="store_true")
    parser.add_argument("--result", type=Path)
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    rows = json.loads((options.folder / "rows.json").read_text(encoding="utf-8"))
    rows["train"] = rows["train"][: options.rows]
    labels = len(rows["labels"])
    model = Classifier(options.folder, labels)
    tokenizer = PreTrainedTokenizerFast(tokenizer_file=str(options.folder / "tokenizer.json"), pad_token="[PAD]")
    print(f"  torch {torch.__version__}, transformers {transformers.__version__}, seed {options.seed}", flush=True)

    begin, cpu_begin = time.perf_counter(), time.process_time()
    coded = {split: encode(tokenizer, rows[split], options.length) for split in ("train", "validation")}
    truth = {split: torch.tensor([row["label"] for row in rows[split]]) for split in ("train", "validation", "test")}
    watched = padded(tokenizer, coded["validation"])
    count = len(coded["train"])
    steps = -(-count // options.batch) * options.epochs
    matrices = [weight for weight in model.parameters() if weight.dim() > 1]
    vectors = [weight for weight in model.parameters() if weight.dim() <= 1]
    optimiser = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": 0.01}, {"params": vectors, "weight_decay": 0.0}], lr=options.rate
    )
    schedule = get_linear_schedule_with_warmup(optimiser, -(-steps // 10), steps)
    epochs, best, best_weights = [], (-1.0, 0.0), None
    last, last_cpu = begin, cpu_begin
    for epoch in range(1, options.epochs + 1):
        model.train()
        if options.group_by_length:
            lengths = [len(row["input_ids"]) for row in coded["train"]]
            order = list(LengthGroupedSampler(options.batch, lengths=lengths))
        else:
            order = torch.randperm(count).tolist()
        for start in range(0, count, options.batch):
            part = order[start : start + options.batch]
            batch = tokenizer.pad([coded["train"][i] for i in part], return_tensors="pt")
            loss = nn.functional.cross_entropy(model(batch), truth["train"][part])
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad()
        train_seconds, train_cpu_seconds = time.perf_counter() - last, time.process_time() - last_cpu
        answers = logits(model, watched)
        accuracy, f1 = scores(answers, truth["validation"], labels)
        rank = (accuracy, -nn.functional.cross_entropy(answers, truth["validation"]).item())
        if rank > best:
            best, best_epoch, best_weights = rank, epoch, copy.deepcopy(model.state_dict())
        last, last_cpu = time.perf_counter(), time.process_time()
        epochs.append(
            {
                "epoch": epoch,
                "seconds": last - begin,
                "cpuSeconds": last_cpu - cpu_begin,
                "trainSeconds": train_seconds,
                "trainCpuSeconds": train_cpu_seconds,
                "accuracy": accuracy,
                "macroF1": sum(f1) / labels,
            }
        )
        print(f"  theirs {epoch}/{options.epochs}: {last - begin:.1f} s, {last_cpu - cpu_begin:.1f} CPU s,", end=" ")
        print(f"validation accuracy {accuracy:.4f}", flush=True)

    peak = peak_mebibytes()
    model.load_state_dict(best_weights)
    test = padded(tokenizer, encode(tokenizer, rows["test"], options.length))
    accuracy, f1 = scores(logits(model, test), truth["test"], labels)
    figures = {
        "side": "transformers",
        "set": options.set,
        "recipe": "FULL",
        "seed": options.seed,
        "trainRows": count,
        "epochs": epochs,
        "bestEpoch": best_epoch,
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
