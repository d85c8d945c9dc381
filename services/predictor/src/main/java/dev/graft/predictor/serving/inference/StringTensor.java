package dev.graft.predictor.serving.inference;

import dev.graft.contracts.task.Task;
import dev.graft.predictor.serving.question.InvalidInput;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a BYTES tensor as strings: those that came as bytes are texts in UTF-8, or files of pictures as they are. */
final class StringTensor {
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    private StringTensor() {}

    /** Of pictures the files in Base64. What is no {@code byte[]} stays as it is. */
    static List<@Nullable Object> of(List<?> values, String modality) throws InvalidInput {
        List<@Nullable Object> strings = new ArrayList<>(values.size());
        for (Object value : values) {
            strings.add(value instanceof byte[] bytes ? string(bytes, modality) : value);
        }
        return strings;
    }

    private static String string(byte[] bytes, String modality) throws InvalidInput {
        if (modality.equals(Task.IMAGE) && (beginsWith(bytes, JPEG) || beginsWith(bytes, PNG))) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidInput(
                    modality.equals(Task.IMAGE)
                            ? "a BYTES value is neither a JPEG nor a PNG file, nor one in Base64"
                            : "a BYTES value is no text in UTF-8");
        }
    }

    private static boolean beginsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }
}
