"""A text classifier of Graft for transformers: an encoder, its hidden states pooled, one linear layer.

    AutoModelForSequenceClassification.from_pretrained(FOLDER, trust_remote_code=True)
"""

from torch import nn
from transformers import @ENCODER@
from transformers.modeling_outputs import SequenceClassifierOutput


class GraftForSequenceClassification(@ENCODER@):
    """For inference; `graft.pooling` of config.json says how hidden states are pooled."""

    def __init__(self, config):
        super().__init__(config@OPTIONS@)
        self.classifier = nn.Linear(config.hidden_size, config.num_labels)
        self.post_init()

    def forward(self, input_ids=None, attention_mask=None, token_type_ids=None, return_dict=True, **unused):
        if attention_mask is None:
            attention_mask = input_ids.new_ones(input_ids.shape)
        hidden = super().forward(
            input_ids=input_ids, attention_mask=attention_mask, return_dict=True@SEGMENTS@
        ).last_hidden_state
        if self.config.graft["pooling"] == "cls":
            pooled = hidden[:, 0]
        else:
            kept = attention_mask.unsqueeze(-1).to(hidden.dtype)
            pooled = (hidden * kept).sum(1) / kept.sum(1)
        logits = self.classifier(pooled)
        return SequenceClassifierOutput(logits=logits) if return_dict else (logits,)
