package dev.graft.learning.text;

import ai.djl.ndarray.NDManager;
import dev.graft.learning.backbone.InputRows;
import dev.graft.learning.backbone.TokenBatch;
import java.util.List;

/**
 * Tokenised texts as rows.
 *
 * @param tokens of each row
 * @param padId id of the padding token
 */
public record TextRows(List<Tokens> tokens, int padId) implements InputRows<TokenBatch> {

    public TextRows {
        tokens = List.copyOf(tokens);
    }

    @Override
    public int size() {
        return tokens.size();
    }

    @Override
    public int length(int row) {
        return tokens.get(row).length();
    }

    @Override
    public TokenBatch batch(NDManager owner, int... rows) {
        int[][] ids = new int[rows.length][];
        int[][] types = new int[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            ids[i] = tokens.get(rows[i]).ids();
            types[i] = tokens.get(rows[i]).types();
        }
        return TokenBatch.of(owner, ids, types, padId);
    }
}
