package dev.graft.learning.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.graft.learning.OnnxSessions;
import dev.graft.learning.text.TextInput;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The real backbones of the class path in our encoder, against onnxruntime on the very file. */
class ArtefactTest {

    private static final List<TextInput> INPUTS = List.of(
            TextInput.of("I'd like to know, please: why was I charged twice for the same café bill?! (£12.50)"),
            TextInput.of("送餐很快，味道也不错，下次还会再点"),
            TextInput.of("ok"),
            new TextInput("The company bought its rival.", "它的对手被收购了。"));

    @ParameterizedTest
    @CsvSource({"all-minilm-l6-v2, MEAN, 6", "bge-small-en-v1.5, CLS, 12", "bge-small-zh-v1.5, CLS, 4"})
    void gives_the_hidden_states_of_onnxruntime(String name, Pooling pooling, int layers) throws Exception {
        // given
        BackboneFiles files = Backbones.named(name);

        // when
        Encoded own = Encoded.of(files, INPUTS, 64);

        // then
        assertThat(files.config().pooling()).isEqualTo(pooling);
        assertThat(files.config().layers()).isEqualTo(layers);
        assertThat(files.normalised()).isTrue();
        try (InputStream in = getClass().getResourceAsStream("/" + name + ".onnx");
                OrtSession session = OnnxSessions.open(in.readAllBytes())) {
            for (int i = 0; i < INPUTS.size(); i++) {
                FloatBuffer expected = run(session, own.ids(i), own.types(i));
                assertThat(own.pooled().get(i)).hasSize(files.config().hiddenSize());
                assertThat(Encoded.largestDifference(expected, own.hidden().get(i)))
                        .isLessThan(1e-5);
            }
        }
    }

    @Test
    void says_which_backbones_are_on_the_class_path() {
        assertThat(Backbones.available())
                .isEqualTo(Backbones.names())
                .containsExactly("all-minilm-l6-v2", "bge-small-en-v1.5", "bge-small-zh-v1.5");
    }

    private static FloatBuffer run(OrtSession session, int[] ids, int[] types) throws Exception {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OnnxTensor input = OnnxTensor.createTensor(environment, new long[][] {longs(ids)});
                OnnxTensor segments = OnnxTensor.createTensor(environment, new long[][] {longs(types)});
                OnnxTensor mask = OnnxTensor.createTensor(environment, new long[][] {ones(ids.length)});
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "token_type_ids", segments, "attention_mask", mask))) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer();
        }
    }

    private static long[] ones(int length) {
        long[] ones = new long[length];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static long[] longs(int[] values) {
        return Arrays.stream(values).asLongStream().toArray();
    }
}
