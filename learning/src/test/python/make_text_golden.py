"""Makes the tiny random encoders of TextFamilyGoldenTest and their hidden states with transformers (run once, by hand).

    pip install torch transformers safetensors tokenizers
    python make_text_golden.py OUT     # OUT: src/test/resources/dev/graft/learning/families
"""
import json
import pathlib
import sys

import torch
import transformers
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers

OUT = pathlib.Path(sys.argv[1])
CORPUS = [
    "my card has not arrived yet", "why was I charged twice for the same coffee", "please send a new card",
    "the company bought its rival", "its rival was bought", "where is the money that I sent", "ok",
]
INPUTS = [
    ("my card has not arrived yet", None),
    ("why was I charged twice for the same coffee, please?", None),
    ("ok", None),
    ("The company bought its rival.", "its rival was bought"),
    ("card " * 40, "the money " * 9),
]
MAX_LENGTH = 24


def word_piece():
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer.train_from_iterator(CORPUS, trainers.WordPieceTrainer(vocab_size=120, special_tokens=special))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
    )
    return tokenizer


def byte_pairs():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer.train_from_iterator(
        CORPUS,
        trainers.BpeTrainer(
            vocab_size=330, special_tokens=special, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
        ),
    )
    tokenizer.post_processor = processors.RobertaProcessing(("</s>", 2), ("<s>", 0), add_prefix_space=False)
    return tokenizer


def unigrams():
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    special = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
    tokenizer.train_from_iterator(
        CORPUS, trainers.UnigramTrainer(vocab_size=100, special_tokens=special, unk_token="<unk>"))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)])
    return tokenizer


def randomise(model):
    for name, parameter in model.named_parameters():
        gain = "norm" in name.lower() and name.endswith("weight")
        parameter.data = (1.0 if gain else 0.0) + 0.2 * torch.randn(parameter.shape)


def make(folder, config, tokenizer):
    torch.manual_seed(17)
    model = transformers.AutoModel.from_config(config, attn_implementation="eager").eval()
    randomise(model)
    model = model.half().float()
    folder.mkdir(parents=True)
    config.save_pretrained(folder)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    tokenizer.enable_truncation(MAX_LENGTH, strategy="longest_first")
    encodings = [tokenizer.encode(*(p for p in pair if p is not None)) for pair in INPUTS]
    length = max(len(e.ids) for e in encodings)
    pad = config.pad_token_id
    with torch.no_grad():
        hidden = model(
            input_ids=torch.tensor([e.ids + [pad] * (length - len(e.ids)) for e in encodings]),
            attention_mask=torch.tensor([[1] * len(e.ids) + [0] * (length - len(e.ids)) for e in encodings]),
        ).last_hidden_state
    save_file({f"hidden.{i}": hidden[i, : len(e.ids)].contiguous() for i, e in enumerate(encodings)},
              folder / "golden.safetensors")
    rows = [{"text": a, "pair": b, "ids": e.ids} for (a, b), e in zip(INPUTS, encodings)]
    golden = {
        "transformers": transformers.__version__, "torch": torch.__version__, "max_length": MAX_LENGTH, "rows": rows}
    (folder / "golden.json").write_text(json.dumps(golden, indent=1) + "\n")
    return model


words = word_piece()
model = make(OUT / "distilbert", transformers.DistilBertConfig(
    vocab_size=words.get_vocab_size(), dim=32, n_layers=2, n_heads=4, hidden_dim=48,
    max_position_embeddings=40), words)
model.save_pretrained(OUT / "distilbert")

pairs = byte_pairs()
roberta = dict(
    vocab_size=pairs.get_vocab_size(), hidden_size=32, num_hidden_layers=2, num_attention_heads=4,
    intermediate_size=48, max_position_embeddings=40, type_vocab_size=1, layer_norm_eps=1e-5)
model = make(OUT / "roberta", transformers.RobertaConfig(**roberta), pairs)
model.half().save_pretrained(OUT / "roberta")

# With a head, hence with prefixed names, in half precision and in several files.
pieces = unigrams()
roberta["vocab_size"] = pieces.get_vocab_size()
model = make(OUT / "xlm-roberta", transformers.XLMRobertaConfig(**roberta), pieces)
headed = transformers.XLMRobertaForSequenceClassification(model.config)
headed.roberta.load_state_dict(model.state_dict(), strict=False)
headed.half().save_pretrained(OUT / "xlm-roberta", max_shard_size="20KB")
