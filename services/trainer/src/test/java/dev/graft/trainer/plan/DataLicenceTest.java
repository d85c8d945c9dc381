package dev.graft.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.SplitCounts;
import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.Task;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DataLicenceTest {

    @Test
    void a_source_has_its_own_licence_and_every_other_row_the_tasks() {
        // given
        SnapshotManifest snapshot = snapshot("LicenseRef-ours", "CC-BY-4.0", null);

        // when
        List<DataLicence> licences = DataLicence.of(snapshot);

        // then
        assertThat(licences)
                .containsExactly(
                        new DataLicence("reviews", 20, "LicenseRef-ours"),
                        new DataLicence("tickets", 10, "CC-BY-4.0"),
                        new DataLicence(null, 70, "LicenseRef-ours"));
    }

    @Test
    void what_nobody_states_is_said_to_be_so() {
        // when
        List<DataLicence> licences = DataLicence.of(snapshot(null, "CC-BY-4.0", null));

        // then
        assertThat(licences)
                .extracting(DataLicence::inWords)
                .containsExactly(
                        "Data: 20 rows of the data source reviews, licence: none is stated",
                        "Data: 10 rows of the data source tickets, licence: CC-BY-4.0",
                        "Data: 70 rows in the task's own columns, licence: none is stated");
    }

    private static SnapshotManifest snapshot(
            @Nullable String ofTask, @Nullable String tickets, @Nullable String reviews) {
        DataSource plain = new DataSource(null, null, null, null, null);
        return new SnapshotManifest(
                "s",
                task(Map.of("tickets", plain.under(tickets), "reviews", plain.under(reviews)), ofTask),
                List.of(),
                new SplitCounts(60, 20, 20),
                Map.of(),
                Map.of("tickets", new SplitCounts(8, 1, 1), "reviews", new SplitCounts(10, 5, 5)),
                null,
                null,
                List.of(),
                new SplitCounts(0, 0, 0));
    }

    @SuppressWarnings("NullAway")
    private static Task task(Map<String, DataSource> sources, @Nullable String dataLicence) {
        return new Task(
                "t",
                1,
                null,
                null,
                List.of("a", "b"),
                null,
                null,
                null,
                null,
                null,
                null,
                sources,
                null,
                null,
                dataLicence);
    }
}
