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
        boolean images = modality.equals(Task.IMAGE);
        int most = images ? MAX_IMAGES : MAX_TEXTS;
        if (values.isEmpty() || values.size() > most) {
            throw new InvalidInput("Send 1 to " + most + (images ? " images" : " texts"));
        }
        int longest = images ? MAX_IMAGE_CHARS : MAX_CHARS;
        List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (!(values.get(i) instanceof String value) || value.isBlank() || value.length() > longest) {
                throw new InvalidInput(name + "[" + i + "] must be "
                        + (images ? "a JPEG or PNG file in Base64" : "a text") + " of 1 to " + longest + " characters");
            }
            inputs.add(images ? new Input.Image(value) : new Input.Text(value));
        }
        return inputs;
    }
}
