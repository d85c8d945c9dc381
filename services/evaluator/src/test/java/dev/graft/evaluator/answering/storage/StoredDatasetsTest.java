package dev.graft.evaluator.answering.storage;

import static dev.graft.evaluator.fixture.Snapshots.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Split;
import dev.graft.evaluator.answering.HeldOut;
import dev.graft.evaluator.answering.UnusableInput;
import dev.graft.evaluator.fixture.MemoryStore;
import dev.graft.evaluator.fixture.Snapshots;
import dev.graft.platform.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredDatasetsTest {
    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();
    private final Snapshots snapshots = new Snapshots(store, "messages", List.of("a", "b"), Gate.DEFAULT);

    @Test
    void reads_the_held_out_rows_of_all_batches_and_no_training_row() throws UnusableInput {
        snapshots.with("first", all("first"));
        ObjectRef snapshot = snapshots.with("second", all("second"));

        HeldOut rows = datasets(1 << 20).heldOut(snapshot);

        assertThat(rows.test()).extracting(DatasetRow::batchId).containsExactly("first", "first", "second", "second");
        assertThat(rows.test()).extracting(DatasetRow::split).containsOnly(Split.TEST);
        assertThat(rows.validation()).hasSize(2).extracting(DatasetRow::split).containsOnly(Split.VALIDATION);
        assertThat(rows.manifest().shards()).hasSize(2);
    }

    @Test
    void fetches_of_a_grown_snapshot_only_what_is_new() throws UnusableInput {
        StoredDatasets datasets = datasets(1 << 20);
        datasets.heldOut(snapshots.with("first", all("first")));
        ObjectRef grown = snapshots.with("second", all("second"));
        store.failAtCall(0, false);

        datasets.heldOut(grown);

        assertThat(store.calls()).isEqualTo(2);
    }

    @Test
    void finds_again_on_disk_what_another_process_fetched() throws UnusableInput {
        ObjectRef snapshot = snapshots.with("first", all("first"));
        datasets(1 << 20).heldOut(snapshot);
        store.failAtCall(1, false);

        assertThat(datasets(1 << 20).heldOut(snapshot).test()).hasSize(2);
    }

    @Test
    void reads_rows_again_from_disk_when_memory_is_full() throws UnusableInput {
        StoredDatasets datasets = datasets(0);
        ObjectRef snapshot = snapshots.with("first", all("first"));

        assertThat(datasets.heldOut(snapshot)).isEqualTo(datasets.heldOut(snapshot));
    }

    @Test
    void says_which_object_is_missing_or_another_or_broken() {
        ObjectRef snapshot = snapshots.with("first", all("first"));
        ObjectRef gone = new ObjectRef(snapshot.uri() + "x", snapshot.sha256(), 1);
        ObjectRef broken = store.put("broken", "no json".getBytes(StandardCharsets.UTF_8), "application/json");

        assertThatThrownBy(() -> datasets(1 << 20).heldOut(gone))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("there is no object " + gone.uri());
        assertThatThrownBy(() -> datasets(1 << 20).heldOut(broken))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining(broken.uri() + " cannot be read");
        store.put("broken", new byte[] {1}, "application/json");
        assertThatThrownBy(() -> new StoredDatasets(files(folder.resolve("other"), 1 << 20), 1).manifest(broken))
                .isInstanceOf(UnusableInput.class)
                .hasMessageContaining("has SHA-256");
    }

    @Test
    void blames_no_snapshot_for_a_store_that_is_away() {
        ObjectRef snapshot = snapshots.with("first", all("first"));
        store.failAtCall(1, false);

        assertThatThrownBy(() -> datasets(1 << 20).heldOut(snapshot)).isInstanceOf(StoreException.Unavailable.class);
    }

    @Test
    void removes_the_least_recently_used_files_when_the_folder_is_full() throws IOException {
        ObjectFiles files = files(folder, 250);
        ObjectRef one = store.put("one", new byte[100], "x");
        ObjectRef two = store.put("two", new byte[101], "x");
        ObjectRef three = store.put("three", new byte[102], "x");

        files.read(one, Files::size);
        files.read(two, Files::size);
        files.read(one, Files::size);
        files.read(three, Files::size);

        try (Stream<Path> kept = Files.list(folder)) {
            assertThat(kept.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(one.sha256(), three.sha256());
        }
    }

    @Test
    void pictures_lie_on_disk_as_long_as_their_shard_is_held() throws UnusableInput {
        StoredDatasets datasets = datasets(0);
        HeldOut first = datasets.heldOut(snapshots.withImages("first", images("first")));
        DatasetRow picture = first.test().get(0);
        assertThat(picture.image().file().get()).isEqualTo("first-1".getBytes(StandardCharsets.UTF_8));

        HeldOut grown = datasets.heldOut(snapshots.withImages("second", images("second")));

        assertThat(grown.test())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.image().file().get())
                        .isEqualTo(row.rowId().getBytes(StandardCharsets.UTF_8)));
        datasets.close();
        assertThatThrownBy(() -> picture.image().file().get()).isInstanceOf(UncheckedIOException.class);
    }

    private static List<DatasetRow> images(String batch) {
        return Stream.of(Split.TRAIN, Split.TEST)
                .map(split -> {
                    String id = batch + (split.equals(Split.TEST) ? "-1" : "-0");
                    return new DatasetRow(
                            id,
                            new RowContent.Image(id + ".png", "00", () -> id.getBytes(StandardCharsets.UTF_8)),
                            "a",
                            split,
                            batch,
                            null);
                })
                .toList();
    }

    private StoredDatasets datasets(long maxCharacters) {
        return new StoredDatasets(files(folder, 1 << 20), maxCharacters);
    }

    private ObjectFiles files(Path at, long maxBytes) {
        return new ObjectFiles(store, at, maxBytes, 1 << 20, new TickingClock());
    }

    private static List<DatasetRow> all(String batch) {
        return Stream.of(
                        rows(batch, Split.TRAIN, "a", 4),
                        rows(batch, Split.TEST, "b", 2),
                        rows(batch, Split.VALIDATION, "a", 1))
                .flatMap(List::stream)
                .toList();
    }

    /** A clock that goes on by a second with each look, so that what was used last can be told. */
    private static final class TickingClock extends Clock {
        private Instant now = Instant.parse("2026-11-24T07:00:00Z");

        @Override
        public Instant instant() {
            now = now.plus(Duration.ofSeconds(1));
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
