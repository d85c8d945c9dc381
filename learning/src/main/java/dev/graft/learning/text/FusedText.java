package dev.graft.learning.text;

import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.BertEncoder;
import dev.graft.learning.backbone.FusedBackbone;
import dev.graft.learning.backbone.TokenBatch;
import dev.graft.learning.model.FusedClassifierFolder;
import dev.graft.learning.tensor.Parameters;
import java.io.IOException;
import java.util.List;

/** A fused classifier's encoders on a device, and what reads texts for them. */
public final class FusedText {

    private FusedText() {}

    /** The encoders over copies of their weights, which live as long as {@code head} does. */
    public static FusedBackbone<TokenBatch> backbone(FusedClassifierFolder model, Parameters head) {
        List<BertEncoder> encoders = model.backbones().stream()
                .map(files -> new BertEncoder(files.config(), new Parameters(head.manager(), files.weights())))
                .toList();
        return new FusedBackbone<>(head.manager(), encoders, model.config().weights());
    }

    /** The tokenizers of all encoders. */
    public static TextReader<List<TokenBatch>> reader(FusedClassifierFolder model) throws IOException {
        return TextReader.fused(
                model.backbones().stream().map(BackboneFiles::tokenizer).toList(),
                model.backbones().stream()
                        .map(files -> files.config().padTokenId())
                        .toList(),
                model.maxLength());
    }
}
