package dev.graft.learning.text;

import java.util.List;

/** What computes logits and features of texts, in whatever runtime. Safe for many threads; closing waits for calls in progress. */
public interface TextScorer extends AutoCloseable {

    /** One row an input in their order, one column an output. */
    float[][] logits(List<TextInput> inputs);

    /** The pooled features that the head reads, one row an input in their order. */
    float[][] features(List<TextInput> inputs);

    @Override
    void close();
}
