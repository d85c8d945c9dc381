package dev.graft.predictor.serving.http;

import dev.graft.contracts.task.Task;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How many inputs a request may hold, and how long each may be. */
final class InputLimits {
    static final int MAX_TEXTS = 256;
    static final int MAX_CHARS = 20_000;
    static final int MAX_IMAGES = 16;

    /** In Base64: files of up to 6 MB. */
    static final int MAX_IMAGE_CHARS = 8_000_000;

    private InputLimits() {}

    /**
     * What is wrong with a request's inputs, for its sender; empty when nothing is.
     *
     * @param modality of the model that is asked
     */
    static Optional<String> problem(String modality, String name, List<? extends @Nullable Object> inputs) {
        boolean images = modality.equals(Task.IMAGE);
        int most = images ? MAX_IMAGES : MAX_TEXTS;
        if (inputs.isEmpty() || inputs.size() > most) {
            return Optional.of("Send 1 to " + most + (images ? " images" : " texts"));
        }
        int longest = images ? MAX_IMAGE_CHARS : MAX_CHARS;
        for (int i = 0; i < inputs.size(); i++) {
            if (!(inputs.get(i) instanceof String input) || input.isBlank() || input.length() > longest) {
                return Optional.of(name + "[" + i + "] must be " + (images ? "a JPEG or PNG file in Base64" : "a text")
                        + " of 1 to " + longest + " characters");
            }
        }
        return Optional.empty();
    }
}
