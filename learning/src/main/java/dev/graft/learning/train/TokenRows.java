package dev.graft.learning.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.graft.learning.backbone.BertEncoder;
import dev.graft.learning.text.TextNetwork;
import dev.graft.learning.text.TokenBatch;
import dev.graft.learning.text.Tokens;
import java.util.Arrays;
import java.util.List;

/**
 * Features computed from the tokens, through the whole encoder.
 *
 * @param frozenLayers bottom layers, with the embeddings, that see no dropout; 0: everything learns
 */
record TokenRows(TextNetwork network, List<Tokens> tokens, int frozenLayers) implements RowFeatures {

    @Override
    public NDArray pooled(NDManager step, int[] rows, float dropout) {
        BertEncoder encoder = network.encoder();
        TokenBatch batch = batch(step, rows);
        NDArray hidden = frozenLayers == 0
                ? encoder.embed(batch.ids(), batch.types(), dropout)
                : network.hidden(batch, frozenLayers);
        NDArray last = encoder.layers(
                hidden,
                batch.padding().attentionBias(),
                frozenLayers,
                encoder.config().layers(),
                dropout);
        return network.pool(last, batch.padding());
    }

    /** The output (B, S, E) of the frozen layers. */
    NDArray frozen(NDManager step, int[] rows) {
        return network.hidden(batch(step, rows), frozenLayers);
    }

    @Override
    public int length(int row) {
        return tokens.get(row).length();
    }

    private TokenBatch batch(NDManager step, int[] rows) {
        List<Tokens> batch = Arrays.stream(rows).mapToObj(tokens::get).toList();
        return TokenBatch.of(step, batch, network.encoder().config().padTokenId());
    }
}
