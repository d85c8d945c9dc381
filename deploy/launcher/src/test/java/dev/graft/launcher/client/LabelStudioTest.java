package dev.graft.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.event.LabellingWanted;
import dev.graft.contracts.event.LabellingWanted.Reason;
import dev.graft.contracts.event.Opinion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelStudioTest {
    private static final String ID = "9".repeat(64);
    private static final Opinion SUGGESTION = new Opinion(2, "delivery", 0.41);
    private static final List<String> LABELS = List.of("delivery", "a \"b\" & <c>");
    private static final LabellingWanted TEXT = new LabellingWanted(
            "support", ID, Reason.LOW_CONFIDENCE, "where is it??", null, null, null, null, SUGGESTION, LABELS);

    @Test
    void a_text_is_a_task_with_the_suggestion_as_its_prediction() {
        ObjectNode task = LabelStudio.task(TEXT);

        assertThat(task.at("/data/text").asText()).isEqualTo("where is it??");
        assertThat(task.at("/data/item_id").asText()).isEqualTo(ID);
        assertThat(task.at("/data/reason").asText()).isEqualTo("low-confidence");
        assertThat(task.at("/predictions/0/model_version").asText()).isEqualTo("2");
        assertThat(task.at("/predictions/0/score").asDouble()).isEqualTo(0.41);
        assertThat(task.at("/predictions/0/result/0/from_name").asText()).isEqualTo("label");
        assertThat(task.at("/predictions/0/result/0/to_name").asText()).isEqualTo("text");
        assertThat(task.at("/predictions/0/result/0/value/choices/0").asText()).isEqualTo("delivery");
    }

    @Test
    void the_interface_names_what_tasks_and_predictions_name() {
        assertThat(LabelStudio.configuration(TEXT))
                .contains("<Text name=\"text\" value=\"$text\"/>", "name=\"label\" toName=\"text\"")
                .contains("<Choice value=\"a &quot;b&quot; &amp; &lt;c>\"/>");
    }

    @Test
    void a_row_comes_back_in_its_columns_with_what_people_said() throws IOException {
        // given
        ObjectNode task = LabelStudio.task(new LabellingWanted(
                "churn", ID, Reason.DISAGREEMENT, null, null, null, Map.of("age", "41"), "crm", SUGGESTION, LABELS));
        task.putArray("annotations").add(annotation(false, "gone"));

        // when
        Optional<ObjectNode> row = LabelStudio.row(task);

        // then
        assertThat(row.map(JsonNode::toString)).contains("{\"age\":\"41\",\"label\":\"gone\"}");
    }

    @Test
    void a_pair_shows_both_texts_and_comes_back_as_a_pair() throws IOException {
        // given
        LabellingWanted pair = new LabellingWanted(
                "same", ID, Reason.LOW_CONFIDENCE, "where is it?", "it is lost", null, null, null, SUGGESTION, LABELS);
        ObjectNode task = LabelStudio.task(pair);
        task.putArray("annotations").add(annotation(false, "same"));

        // when
        Optional<ObjectNode> row = LabelStudio.row(task);

        // then
        assertThat(LabelStudio.configuration(pair)).contains("value=\"$text\"/>", "value=\"$textPair\"/>");
        assertThat(row.map(JsonNode::toString))
                .contains("{\"text\":\"where is it?\",\"textPair\":\"it is lost\",\"label\":\"same\"}");
    }

    @Test
    void a_picture_is_shown_as_what_its_file_is() {
        ObjectNode task = LabelStudio.task(new LabellingWanted(
                "cats", ID, Reason.LOW_CONFIDENCE, null, null, "iVBORw0KGgo=", null, null, SUGGESTION, LABELS));

        assertThat(task.at("/data/image").asText()).isEqualTo("data:image/png;base64,iVBORw0KGgo=");
    }

    @Test
    void two_people_of_one_opinion_make_a_row_and_a_cancelled_opinion_is_none() throws IOException {
        ObjectNode task = LabelStudio.task(TEXT);
        task.putArray("annotations")
                .add(annotation(false, "payment"))
                .add(annotation(true, "delivery"))
                .add(annotation(false, "payment"));

        assertThat(LabelStudio.row(task).map(JsonNode::toString))
                .contains("{\"text\":\"where is it??\",\"label\":\"payment\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "payment delivery", "cancelled"})
    void what_nobody_has_said_or_people_disagree_on_makes_no_row(String said) throws IOException {
        ObjectNode task = LabelStudio.task(TEXT);
        var annotations = task.putArray("annotations");
        for (String label : said.split(" ")) {
            annotations.add(annotation(label.equals("cancelled"), label));
        }

        assertThat(LabelStudio.row(task)).isEmpty();
    }

    @Test
    void a_file_of_another_kind_is_refused() {
        assertThatThrownBy(() -> LabelStudio.exported("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no export of Label Studio");
    }

    /** As Label Studio exports it, but for what is of no interest here. */
    private static JsonNode annotation(boolean cancelled, String label) throws IOException {
        String choices = label.isEmpty() ? "[]" : "[\"" + label + "\"]";
        return LabelStudio.exported(("[{\"id\": 7, \"completed_by\": 1, \"was_cancelled\": " + cancelled
                                + ", \"result\": [{\"id\": \"a1\", \"type\": \"choices\", \"from_name\": \"label\","
                                + " \"to_name\": \"text\", \"origin\": \"manual\", \"value\": {\"choices\": " + choices
                                + "}}]}]")
                        .getBytes(StandardCharsets.UTF_8))
                .get(0);
    }
}
