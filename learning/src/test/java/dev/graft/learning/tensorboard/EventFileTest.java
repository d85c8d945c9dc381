package dev.graft.learning.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

    private static final Clock CLOCK = at(1767225600250L);

    @TempDir
    Path folder;

    @Test
    void is_what_tensorboard_itself_writes_byte_for_byte() throws IOException {
        // when
        try (EventFile file = EventFile.create(folder, CLOCK)) {
            file.goesOnAt(3);
            file.text(2, "strategy", "näive *text* 文");
            for (int step : new int[] {3, 300}) {
                file.scalars(
                        step,
                        new TreeMap<>(Map.of(
                                "loss/train", 0.5 / step, "metrics/validation/accuracy", Double.NaN, "zero", 0.0)));
            }
        }

        // then
        try (InputStream golden =
                Objects.requireNonNull(getClass().getResourceAsStream("/tensorboard/golden.tfevents"))) {
            assertThat(Files.readAllBytes(folder.resolve(names().get(0)))).isEqualTo(golden.readAllBytes());
        }
    }

    @Test
    void files_of_a_folder_are_named_in_the_order_of_their_making() throws IOException {
        // given: the clock stands still, goes back, and goes on; another tool wrote too
        Files.createFile(folder.resolve("events.out.tfevents.profile"));
        Files.createFile(folder.resolve("notes.txt"));
        for (Clock clock : List.of(CLOCK, CLOCK, at(1000), at(1767225601000L))) {
            EventFile.create(folder, clock).close();
        }

        // then
        assertThat(names().stream().filter(name -> name.contains(".graft.")))
                .containsExactly(
                        "events.out.tfevents.1767225600.graft.000001",
                        "events.out.tfevents.1767225600.graft.000002",
                        "events.out.tfevents.1767225600.graft.000003",
                        "events.out.tfevents.1767225601.graft.000004");
    }

    @Test
    void makes_the_folder_and_leaves_readable_records_behind_without_a_close() throws IOException {
        Path deep = folder.resolve("runs/one");
        EventFile file = EventFile.create(deep, CLOCK);
        file.scalars(1, new TreeMap<>(Map.of("loss/train", 1.0)));

        List<Events.Event> events = Events.read(deep);

        assertThat(events).hasSize(2);
        assertThat(events.get(1).step()).isEqualTo(1);
        assertThat(events.get(1).scalars()).containsEntry("loss/train", 1f);
        file.close();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static Clock at(long millis) {
        return Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
    }
}
