package dev.graft.predictor.serving.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.question.InvalidInput;
import dev.graft.predictor.serving.question.StringInputs;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InferInputTest {
    @Test
    void takes_a_vector_and_a_column_of_texts() throws Exception {
        assertThat(InferInput.of(request(tensor(List.of(2L), "BYTES", List.of("a", "b"))), "text", List.of()))
                .containsExactly(new Input.Text("a"), new Input.Text("b"));
        assertThat(InferInput.of(request(tensor(List.of(2L, 1L), "BYTES", List.of("a", "b"))), "text", List.of()))
                .containsExactly(new Input.Text("a"), new Input.Text("b"));
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void refuses_what_is_not_one_tensor_of_texts(InferRequest request) {
        assertThatThrownBy(() -> InferInput.of(request, "text", List.of())).isInstanceOf(InvalidInput.class);
    }

    static Stream<InferRequest> invalid() {
        Tensor good = tensor(List.of(1L), "BYTES", List.of("a"));
        return Stream.of(
                null,
                new InferRequest(null, null, null),
                request(),
                request(good, good),
                request((Tensor) null),
                request(tensor(List.of(1L), "FP32", List.of(1.0))),
                request(tensor(List.of(1L), "BYTES", null)),
                request(tensor(null, "BYTES", List.of("a"))),
                request(tensor(List.of(2L), "BYTES", List.of("a"))),
                request(tensor(List.of(1L, 2L), "BYTES", List.of("a", "b"))),
                request(tensor(Collections.singletonList(null), "BYTES", List.of("a"))),
                request(tensor(List.of(0L), "BYTES", List.of())),
                request(tensor(List.of(1L), "BYTES", List.of(7))),
                request(tensor(List.of(1L), "BYTES", List.of(" "))),
                request(tensor(List.of(1L), "BYTES", List.of("x".repeat(StringInputs.MAX_CHARS + 1)))),
                request(tensor(List.of(257L), "BYTES", Collections.nCopies(257, "a"))));
    }

    @Test
    void takes_two_tensors_of_pairs_in_any_order() throws Exception {
        Tensor first = tensor(List.of(2L), "BYTES", List.of("a", "c"));
        Tensor second = new Tensor("textPair", List.of(2L, 1L), "BYTES", List.of("b", "d"));

        assertThat(InferInput.of(request(second, first), "text-pair", List.of()))
                .containsExactly(new Input.Pair("a", "b"), new Input.Pair("c", "d"));
    }

    @ParameterizedTest
    @MethodSource("invalidPairs")
    void refuses_what_is_not_two_tensors_of_as_many_texts(InferRequest request) {
        assertThatThrownBy(() -> InferInput.of(request, "text-pair", List.of())).isInstanceOf(InvalidInput.class);
    }

    static Stream<InferRequest> invalidPairs() {
        Tensor first = tensor(List.of(1L), "BYTES", List.of("a"));
        return Stream.of(
                null,
                request(first),
                request(first, first),
                request(first, new Tensor("pair", List.of(1L), "BYTES", List.of("b"))),
                request(first, new Tensor("textPair", List.of(1L), "FP32", List.of(1.0))),
                request(first, new Tensor("textPair", List.of(2L), "BYTES", List.of("b", "c"))),
                request(first, new Tensor("textPair", List.of(1L), "BYTES", List.of(" "))));
    }

    private static Tensor tensor(List<Long> shape, String datatype, List<?> data) {
        return new Tensor("text", shape, datatype, data);
    }

    private static InferRequest request(Tensor... inputs) {
        return new InferRequest("1", Arrays.asList(inputs), null);
    }
}
