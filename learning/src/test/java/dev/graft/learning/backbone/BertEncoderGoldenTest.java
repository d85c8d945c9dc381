package dev.graft.learning.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.device.TorchRuntime;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Parameters;
import dev.graft.learning.tensor.Safetensors;
import dev.graft.learning.text.TextInput;
import dev.graft.learning.text.TextRows;
import dev.graft.learning.text.TextTokenizer;
import dev.graft.learning.text.Tokens;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** The real MiniLM in our encoder against onnxruntime's values, which {@code src/test/python/make_golden.py} made. */
class BertEncoderGoldenTest {

    private static final String FOLDER = "/dev/graft/learning/";

    @Test
    void gives_the_hidden_states_of_onnxruntime_even_when_rows_are_padded_to_one_batch() throws Exception {
        // given
        JsonNode rows = new ObjectMapper()
                .readTree(getClass().getResource(FOLDER + "minilm-golden.json"))
                .path("rows");
        SortedMap<String, HostTensor> golden = Safetensors.read(Path.of(
                getClass().getResource(FOLDER + "minilm-golden.safetensors").toURI()));
        List<TextInput> inputs = new ArrayList<>();
        rows.forEach(row -> inputs.add(new TextInput(
                row.path("text").asText(),
                row.path("pair").isNull() ? null : row.path("pair").asText())));
        BackboneFiles files = Backbones.named("all-minilm-l6-v2");

        // when
        try (GradMode off = GradMode.off();
                TextTokenizer tokenizer = new TextTokenizer(files.tokenizer(), 128);
                NDManager manager = TorchRuntime.newManager(DeviceChoice.CPU);
                Parameters weights = new Parameters(manager, files.weights())) {
            BertEncoder encoder = new BertEncoder(files.config(), weights);
            List<Tokens> tokens = tokenizer.encode(inputs);
            TokenBatch batch = new TextRows(tokens, files.config().padTokenId()).batch(manager, 0, 1, 2, 3);
            NDArray hidden = encoder.run(batch, encoder.enter(batch, 0), 1, encoder.stages(), 0);

            // then
            assertThat(hidden.getShape().getShape())
                    .containsExactly(4, batch.padding().longest(), 384);
            for (int i = 0; i < inputs.size(); i++) {
                assertThat(tokens.get(i).length())
                        .isEqualTo(rows.get(i).path("ids").size());
                for (int s = 0; s < tokens.get(i).length(); s++) {
                    assertThat(tokens.get(i).id(s))
                            .isEqualTo(rows.get(i).path("ids").get(s).asInt());
                    assertThat(tokens.get(i).type(s))
                            .isEqualTo(rows.get(i).path("types").get(s).asInt());
                }
                float[] own = hidden.get(i).toFloatArray();
                assertThat(largestDifference(golden.get("hidden." + i).values(), own))
                        .isLessThan(1e-5);
            }
        }
    }

    @Test
    void names_the_known_backbones_when_asked_for_another_one() {
        assertThatThrownBy(() -> Backbones.named("gpt-9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gpt-9")
                .hasMessageContaining("all-minilm-l6-v2");
    }

    private static double largestDifference(FloatBuffer expected, float[] actual) {
        double largest = 0;
        for (int i = 0; expected.hasRemaining(); i++) {
            largest = Math.max(largest, Math.abs(expected.get() - actual[i]));
        }
        return largest;
    }
}
