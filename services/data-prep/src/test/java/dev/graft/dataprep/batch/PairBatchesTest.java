package dev.graft.dataprep.batch;

import static dev.graft.dataprep.testing.Batches.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.graft.contracts.Event;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RowCounts;
import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import dev.graft.dataprep.task.DeclarationRules;
import dev.graft.dataprep.testing.Batches;
import dev.graft.dataprep.testing.DataPrepProcess;
import dev.graft.dataprep.testing.MemoryStore;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairBatchesTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-10T00:00:00Z"), ZoneOffset.UTC);
    private static final String CARD = "How do I block my card?";
    private static final String FROZEN = "Can my card be frozen?";

    @TempDir
    private Path folder;

    private final MemoryStore store = new MemoryStore();
    private final List<Event<?>> published = new ArrayList<>();
    private final DataPrepProcess process = new DataPrepProcess(store, CLOCK, published);

    @Test
    void a_row_is_both_texts_in_their_order() throws IOException {
        process.declare(pairs(Map.of()));

        process.take(
                "e1",
                Batches.inline(List.of(
                        BatchLabelled.Row.ofPair(CARD, FROZEN, "same"),
                        BatchLabelled.Row.ofPair("  how do I block my CARD?", FROZEN, "same"),
                        BatchLabelled.Row.ofPair(FROZEN, CARD, "other"),
                        BatchLabelled.Row.ofPair(CARD, "<b>Where</b> is my parcel?", "other"))));

        assertThat(accepted().get(0).rows()).isEqualTo(new RowCounts(4, 3, 0, 1));
        assertThat(rows())
                .extracting(DatasetRow::content)
                .containsExactlyInAnyOrder(
                        new RowContent.Text(CARD, FROZEN, null),
                        new RowContent.Text(FROZEN, CARD, null),
                        new RowContent.Text(CARD, "Where is my parcel?", null));
    }

    @Test
    void each_text_of_a_pair_has_to_be_right_and_a_mended_pair_comes_back_whole() {
        process.declare(pairs(Map.of()));
        process.take(
                "e1",
                Batches.inline(List.of(
                        BatchLabelled.Row.ofPair(CARD, "Where is my parcel?", "other"),
                        new BatchLabelled.Row(CARD, "same"),
                        BatchLabelled.Row.ofPair(CARD, "\u200B", "same"),
                        BatchLabelled.Row.ofPair(CARD, "bell \u0007 rings", "same"),
                        BatchLabelled.Row.ofPair(CARD, FROZEN, "smae"))));
        String batchId = accepted().get(0).batchId();

        assertThat(quarantine(batchId))
                .extracting(QuarantinedRow::rule, QuarantinedRow::reason)
                .startsWith(
                        tuple("text-missing", "the row has no second text"),
                        tuple("text-blank", "the second text shows nothing"))
                .extracting(broken -> broken.toList().get(0))
                .endsWith("text-control-character", "label-unknown");
        String mended =
                new String(Json.bytes(quarantine(batchId).get(3)), StandardCharsets.UTF_8).replace("smae", "same");
        process.take("e2", Batches.stored(store, "jsonl", mended));
        assertThat(accepted().get(1).rows()).isEqualTo(new RowCounts(1, 1, 0, 0));
    }

    @Test
    void a_file_says_in_which_columns_the_texts_are() throws IOException {
        process.declare(pairs(Map.of()));
        ObjectRef file = store.put(
                "uploads/pairs",
                ("question1,question2,is_duplicate\n" + CARD + "," + FROZEN + ",same\n")
                        .getBytes(StandardCharsets.UTF_8),
                "text/csv");
        Map<String, String> columns = Map.of("text", "question1", "textPair", "question2", "label", "is_duplicate");

        process.take(
                "e1",
                new BatchLabelled(
                        TASK, null, new BatchLabelled.Source(file.uri(), file.sha256(), "csv", null, columns), null));

        assertThat(rows()).extracting(DatasetRow::texts).containsExactly(new RowContent.Text(CARD, FROZEN, null));
    }

    @Test
    void a_data_source_puts_both_texts_together() throws IOException {
        DataSource forum = new DataSource("{title}", "duplicate", Map.of("1", "same", "0", "other"), null, null)
                .withPair("{other}: {body}");
        process.declare(pairs(Map.of("forum", forum)));
        ObjectRef file = store.put(
                "uploads/forum",
                "{\"title\":\"Card?\",\"other\":\"Blocked\",\"body\":\"my card\",\"duplicate\":1}\n"
                        .getBytes(StandardCharsets.UTF_8),
                "application/jsonl");

        process.take(
                "e1",
                new BatchLabelled(
                        TASK,
                        null,
                        new BatchLabelled.Source(file.uri(), file.sha256(), "jsonl", null, null),
                        null,
                        "forum"));

        assertThat(rows())
                .extracting(DatasetRow::texts)
                .containsExactly(new RowContent.Text("Card?", "Blocked: my card", null));
    }

    @Test
    void a_task_of_single_texts_does_not_lose_second_ones_in_silence() {
        process.declare(Batches.task(List.of("same", "other")));

        process.take(
                "e1",
                Batches.inline(
                        List.of(new BatchLabelled.Row(CARD, "same"), BatchLabelled.Row.ofPair(CARD, FROZEN, "same"))));

        assertThat(quarantine(accepted().get(0).batchId()))
                .extracting(QuarantinedRow::rule)
                .containsExactly("text-pair-unexpected");
    }

    @Test
    void a_second_text_of_a_source_is_for_tasks_of_pairs() {
        DataSource forum = new DataSource("{title}", null, null, null, null).withPair("{other}");
        DeclarationRules rules =
                new DeclarationRules(Set.of(Task.DEFAULT_BACKBONE), name -> false, task -> Optional.empty());

        assertThat(rules.broken(Batches.task(Preparation.DEFAULT, Map.of("forum", forum)), CLOCK.instant()))
                .anyMatch(
                        fault -> fault.startsWith("dataSources.forum.textPair: only a task of the modality text-pair"));
        assertThat(rules.broken(pairs(Map.of("forum", forum)), CLOCK.instant())).isEmpty();
        assertThat(rules.broken(pairs(Map.of("forum", forum.withPair("{"))), CLOCK.instant()))
                .anyMatch(fault -> fault.startsWith("dataSources.forum.textPair: '{' is no template"));
    }

    private static Task pairs(Map<String, DataSource> sources) {
        return new Task(
                TASK,
                null,
                null,
                Task.TEXT_PAIR,
                List.of("same", "other"),
                Task.DEFAULT_BACKBONE,
                Strategy.AUTO,
                Gate.DEFAULT,
                Trigger.AT_ONCE,
                Split.DEFAULT,
                new Preparation(List.of("html@1", "whitespace@1"), null, null, null, null),
                sources);
    }

    private List<BatchAccepted> accepted() {
        return DataPrepProcess.once(published, BatchAccepted.class);
    }

    private List<DatasetRow> rows() throws IOException {
        String key = store.list("batches/" + TASK).stream()
                .filter(each -> each.contains("/rows-"))
                .findFirst()
                .orElseThrow();
        return Shards.read(Files.write(
                folder.resolve("rows.parquet"), store.open(store.uri(key)).readAllBytes()));
    }

    private List<QuarantinedRow> quarantine(String batchId) {
        return process.views.quarantine(TASK, batchId, 0, 100).orElseThrow().items();
    }
}
