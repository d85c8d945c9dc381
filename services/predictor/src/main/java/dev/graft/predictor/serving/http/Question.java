package dev.graft.predictor.serving.http;

import dev.graft.contracts.task.Task;
import dev.graft.predictor.serving.Input;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is asked: one {@code text} or several {@code texts}, up to 256 of at most 20,000 characters; of a model for images
 * one {@code image} or several {@code images}, up to 16 files in Base64.
 */
public record Question(
        @Nullable String text,
        @Nullable List<String> texts,
        @Nullable String image,
        @Nullable List<String> images) {

    /** @param modality of the model that is asked */
    List<Input> inputs(String modality) throws InvalidInput {
        boolean ofImages = modality.equals(Task.IMAGE);
        String one = ofImages ? image : text;
        List<String> several = ofImages ? images : texts;
        if ((one == null) == (several == null)) {
            throw new InvalidInput(
                    ofImages
                            ? "The model reads images: send either {\"image\": \"…\"} or {\"images\": [\"…\", …]}, the"
                                    + " files in Base64"
                            : "Send either {\"text\": \"…\"} or {\"texts\": [\"…\", …]}");
        }
        return StringInputs.of(
                modality,
                ofImages ? "images" : "texts",
                several == null ? List.of(Objects.requireNonNull(one)) : several);
    }
}
