package dev.graft.registry.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.label.storage.StoredLabels;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class StoredLabelsTest {
    private static final int THREADS = 8;
    private static final int TAGS = 10;

    private final MemoryStore store = new MemoryStore();
    private final StoredLabels shelf = new StoredLabels(store);
    private final Labelling labelling = new Labelling(shelf, Clock.systemUTC());

    @Test
    void eight_threads_of_two_processes_lose_no_tag() throws Exception {
        Labelling other = new Labelling(new StoredLabels(store), Clock.systemUTC());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                int thread = t;
                all.add(threads.submit(() -> tag(thread % 2 == 0 ? labelling : other, thread)));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(shelf.model("m").tags()).hasSize(THREADS * TAGS);
        assertThat(shelf.version("m", 3).tags()).hasSize(THREADS * TAGS);
    }

    private static void tag(Labelling labelling, int thread) {
        for (int i = 0; i < TAGS; i++) {
            labelling.tagModel("m", "key-" + thread + "-" + i, "value");
            labelling.tagVersion("m", 3, "key-" + thread + "-" + i, "value");
        }
    }

    @Test
    void knows_which_versions_somebody_wrote_on() {
        labelling.describeVersion("m", 12, "fine");
        labelling.moveVersion("m", 3, Stage.STAGING);
        store.put("models/m/versions/4/version.json", new byte[0], "application/json");

        assertThat(shelf.labelled("m")).containsExactly(3, 12);
        assertThat(shelf.version("m", 4)).isEqualTo(VersionLabels.NONE);
    }

    @Test
    void a_change_leaves_what_it_does_not_name() {
        labelling.labelVersion("m", 1, "fine", Map.of("a", "1"));
        labelling.moveVersion("m", 1, Stage.PRODUCTION);
        labelling.untagVersion("m", 1, "b");
        labelling.tagVersion("m", 1, "c", "");

        VersionLabels labels = shelf.version("m", 1);
        assertThat(labels.description()).isEqualTo("fine");
        assertThat(labels.stage()).isEqualTo(Stage.PRODUCTION);
        assertThat(labels.tags()).containsOnlyKeys("a", "c");
    }

    @Test
    void refuses_more_than_it_keeps_and_changes_nothing() {
        for (int i = 0; i < 100; i++) {
            labelling.tagModel("m", "key-" + i, "value");
        }

        assertThatThrownBy(() -> labelling.tagModel("m", "one-more", "value")).hasMessageContaining("100 tags already");
        labelling.tagModel("m", "key-7", "another value");
        assertThatThrownBy(() -> labelling.tagModel("m", "k".repeat(251), "v")).hasMessageContaining("1 to 250");
        assertThatThrownBy(() -> labelling.tagModel("m", "key-7", "v".repeat(10_001)))
                .hasMessageContaining("10001");
        assertThatThrownBy(() -> labelling.describeModel("m", "d".repeat(5_001)))
                .hasMessageContaining("5001");
        assertThat(shelf.model("m").tags()).hasSize(100).containsEntry("key-7", "another value");
    }
}
