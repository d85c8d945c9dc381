package dev.graft.learning.model;

import dev.graft.learning.backbone.TextFamily;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The file {@value #FILE}: Python's {@code transformers} opens a text classifier with it, because none of its own classes
 * has a linear layer straight over the pooled hidden states. Graft writes the text and never runs it.
 */
final class TransformersCode {
    static final String FILE = "modeling_graft.py";

    /** The value of {@code auto_map.AutoModelForSequenceClassification} in {@code config.json}. */
    static final String CLASS = "modeling_graft.GraftForSequenceClassification";

    private TransformersCode() {}

    static String of(TextFamily family) {
        boolean pooler = family != TextFamily.DISTILBERT;
        return template()
                .replace("@ENCODER@", family.architecture())
                .replace("@OPTIONS@", pooler ? ", add_pooling_layer=False" : "")
                .replace("@SEGMENTS@", pooler ? ", token_type_ids=token_type_ids" : "");
    }

    private static String template() {
        try (InputStream in = TransformersCode.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
