package dev.graft.predictor.serving.http;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many texts a request may hold, and how long each may be. */
final class TextLimits {
    static final int MAX_TEXTS = 256;
    static final int MAX_CHARS = 20_000;

    private TextLimits() {}

    /** What is wrong with a request's texts, for its sender; empty when nothing is. */
    static Optional<String> problem(String name, List<? extends @Nullable Object> texts) {
        if (texts.isEmpty() || texts.size() > MAX_TEXTS) {
            return Optional.of("Send 1 to " + MAX_TEXTS + " texts");
        }
        for (int i = 0; i < texts.size(); i++) {
            if (!(texts.get(i) instanceof String text) || text.isBlank() || text.length() > MAX_CHARS) {
                return Optional.of(name + "[" + i + "] must be a text of 1 to " + MAX_CHARS + " characters");
            }
        }
        return Optional.empty();
    }
}
