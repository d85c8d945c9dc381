package dev.graft.learning.text;

import dev.graft.learning.backbone.FusedRows;
import dev.graft.learning.backbone.InputRows;
import dev.graft.learning.backbone.TokenBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What turns texts into rows that a network reads; safe for many threads.
 *
 * @param <B> the network's batches
 */
public interface TextReader<B> extends AutoCloseable {

    /** The texts as rows, in their order. */
    InputRows<B> read(List<TextInput> inputs);

    @Override
    void close();

    /** A reader for one encoder, whose padding token is {@code padId}; it closes the tokenizer. */
    static TextReader<TokenBatch> of(TextTokenizer tokenizer, int padId) {
        return new One(tokenizer, padId);
    }

    /**
     * A reader for several encoders, each with words of its own.
     *
     * @param tokenizers contents of their {@code tokenizer.json}
     * @param padIds their padding tokens
     * @param maxLength tokens an input, special ones included, for all
     */
    static TextReader<List<TokenBatch>> fused(List<String> tokenizers, List<Integer> padIds, int maxLength)
            throws IOException {
        List<TextReader<TokenBatch>> parts = new ArrayList<>();
        for (int i = 0; i < tokenizers.size(); i++) {
            parts.add(of(new TextTokenizer(tokenizers.get(i), maxLength), padIds.get(i)));
        }
        return new Fused(parts);
    }

    /** One tokenizer. */
    record One(TextTokenizer tokenizer, int padId) implements TextReader<TokenBatch> {
        @Override
        public TextRows read(List<TextInput> inputs) {
            return new TextRows(tokenizer.encode(inputs), padId);
        }

        @Override
        public void close() {
            tokenizer.close();
        }
    }

    /** Several side by side. */
    record Fused(List<TextReader<TokenBatch>> parts) implements TextReader<List<TokenBatch>> {
        @Override
        public FusedRows<TokenBatch> read(List<TextInput> inputs) {
            return new FusedRows<>(parts.stream().map(part -> part.read(inputs)).toList());
        }

        @Override
        public void close() {
            parts.forEach(TextReader::close);
        }
    }
}
