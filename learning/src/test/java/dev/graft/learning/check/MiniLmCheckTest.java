package dev.graft.learning.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.text.TextEmbedder;
import dev.graft.learning.text.TextInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The real MiniLM on messages of the example. */
class MiniLmCheckTest {

    private static final Path MESSAGES = Path.of("../examples/customer-messages/batch-2.jsonl");

    @Test
    void sees_that_minilm_knows_more_of_customers_messages_than_their_words_tell() throws IOException {
        // given
        List<JsonNode> rows = everyFourth();
        List<String> texts = rows.stream().map(row -> row.get("text").asText()).toList();
        List<String> labels = rows.stream()
                .map(row -> row.get("label").asText())
                .distinct()
                .sorted()
                .toList();
        int[] truth = rows.stream()
                .mapToInt(row -> labels.indexOf(row.get("label").asText()))
                .toArray();

        // when
        BackboneRanking ranking;
        try (TextEmbedder minilm = TextEmbedder.load(Backbones.named("all-minilm-l6-v2"), 64, DeviceChoice.CPU)) {
            FeatureExtractor features = numbers -> minilm.embed(Arrays.stream(numbers)
                    .mapToObj(row -> TextInput.of(texts.get(row)))
                    .toList());
            ranking = new BackboneCheck(CheckSettings.standard(1))
                    .run(
                            List.of(Candidate.of("MiniLM", features)),
                            Candidate.of("words alone", UntrainedFeatures.ofTexts(texts, minilm.size(), 1)),
                            truth,
                            labels);
        }

        // then
        assertThat(ranking.best().transfer()).isEqualTo(Transfer.HELPS);
        assertThat(ranking.best().score().macroF1()).isGreaterThan(0.65);
        assertThat(ranking.best().gain().low()).isGreaterThan(0.2);
        assertThat(ranking.sentence()).startsWith("MiniLM helps with this task: a probe on it reaches");
    }

    private static List<JsonNode> everyFourth() throws IOException {
        List<String> lines = Files.readAllLines(MESSAGES);
        List<JsonNode> rows = new ArrayList<>();
        for (int line = 0; line < lines.size(); line += 4) {
            rows.add(new ObjectMapper().readTree(lines.get(line)));
        }
        return rows;
    }
}
