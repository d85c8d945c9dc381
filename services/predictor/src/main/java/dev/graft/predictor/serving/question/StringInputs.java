package dev.graft.predictor.serving.question;

import dev.graft.contracts.task.Task;
import dev.graft.predictor.serving.Input;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts, or images as their files in Base64, of a request: how many it may hold, and how long each may be. */
public final class StringInputs {
    public static final int MAX_TEXTS = 256;
    public static final int MAX_CHARS = 20_000;
    public static final int MAX_IMAGES = 16;

    /** In Base64: files of up to 6 MB. */
    public static final int MAX_IMAGE_CHARS = 8_000_000;

    private StringInputs() {}

    /**
     * The inputs that the values are.
     *
     * @param modality of the model that is asked
     * @param name of the values in the request
     */
    public static List<Input> of(String modality, String name, List<? extends @Nullable Object> values)
            throws InvalidInput {
        return modality.equals(Task.IMAGE)
                ? images(name, values)
                : texts(name, values).stream().<Input>map(Input.Text::new).toList();
    }

    /** The values as texts. */
    static List<String> texts(String name, List<? extends @Nullable Object> values) throws InvalidInput {
        if (values.isEmpty() || values.size() > MAX_TEXTS) {
            throw new InvalidInput("Send 1 to " + MAX_TEXTS + " texts");
        }
        return strings(name, values, "a text", MAX_CHARS);
    }

    private static List<Input> images(String name, List<? extends @Nullable Object> values) throws InvalidInput {
        if (values.isEmpty() || values.size() > MAX_IMAGES) {
            throw new InvalidInput("Send 1 to " + MAX_IMAGES + " images");
        }
        return strings(name, values, "a JPEG or PNG file in Base64", MAX_IMAGE_CHARS).stream()
                .<Input>map(Input.Image::new)
                .toList();
    }

    private static List<String> strings(String name, List<? extends @Nullable Object> values, String noun, int longest)
            throws InvalidInput {
        List<String> strings = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            if (!(values.get(i) instanceof String value) || value.isBlank() || value.length() > longest) {
                throw new InvalidInput(name + "[" + i + "] must be " + noun + " of 1 to " + longest + " characters");
            }
            strings.add(value);
        }
        return strings;
    }
}
