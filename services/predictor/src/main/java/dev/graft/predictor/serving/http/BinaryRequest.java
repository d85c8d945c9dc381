package dev.graft.predictor.serving.http;

import dev.graft.platform.json.Json;
import dev.graft.predictor.serving.inference.InferRequest;
import dev.graft.predictor.serving.inference.RawTensor;
import dev.graft.predictor.serving.inference.Tensor;
import dev.graft.predictor.serving.question.InvalidInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An inference request as it comes over HTTP: a JSON document, behind which, by the extension for binary data that Triton's
 * client uses unless told otherwise, the values of its tensors may follow in binary form.
 */
final class BinaryRequest {
    private static final String SIZE = "binary_data_size";

    private BinaryRequest() {}

    /** @param jsonLength bytes of the document, where values follow it; null: none do */
    static InferRequest read(byte[] body, @Nullable String jsonLength) throws InvalidInput {
        int length = jsonLength == null ? body.length : length(jsonLength, body.length);
        InferRequest request = document(body, length);
        if (request.inputs() == null || length == body.length) {
            return request;
        }
        ByteBuffer rest = ByteBuffer.wrap(body, length, body.length - length);
        List<@Nullable Tensor> inputs = new ArrayList<>();
        for (Tensor input : request.inputs()) {
            inputs.add(input == null ? null : filled(input, rest));
        }
        if (rest.hasRemaining()) {
            throw new InvalidInput(rest.remaining() + " bytes follow the last tensor: the sizes in '" + SIZE
                    + "' must add up to what follows the JSON document");
        }
        return new InferRequest(request.id(), inputs, request.parameters(), request.outputs());
    }

    private static int length(String jsonLength, int bodyLength) throws InvalidInput {
        try {
            int length = Integer.parseInt(jsonLength);
            if (length >= 0 && length <= bodyLength) {
                return length;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new InvalidInput(
                "the header Inference-Header-Content-Length must be the length of the JSON document, at most "
                        + bodyLength + " bytes");
    }

    private static InferRequest document(byte[] body, int length) throws InvalidInput {
        try {
            InferRequest request = Json.mapper().readValue(body, 0, length, InferRequest.class);
            if (request != null) {
                return request;
            }
        } catch (IOException e) {
            throw new InvalidInput(
                    "the request is not readable as JSON; where tensors follow it in binary form, the header"
                            + " Inference-Header-Content-Length must say where it ends");
        }
        throw new InvalidInput("the request is null");
    }

    private static Tensor filled(Tensor input, ByteBuffer rest) throws InvalidInput {
        Object size = input.parameters() == null ? null : input.parameters().get(SIZE);
        if (size == null) {
            return input;
        }
        if (!(size instanceof Integer bytes) || bytes < 0 || bytes > rest.remaining()) {
            throw new InvalidInput("'" + input.name() + "' has the " + SIZE + " " + size + ", and " + rest.remaining()
                    + " bytes are left");
        }
        ByteBuffer raw = rest.slice(rest.position(), bytes);
        rest.position(rest.position() + bytes);
        return new Tensor(
                input.name(),
                input.shape(),
                input.datatype(),
                input.parameters(),
                RawTensor.read(input.name(), input.datatype(), raw));
    }
}
