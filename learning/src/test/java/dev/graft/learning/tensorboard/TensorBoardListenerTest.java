package dev.graft.learning.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.learning.TinyBert;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.strategy.StrategyAdvisor;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.tensorboard.Events.Event;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.EpochReport;
import dev.graft.learning.train.FineTuning;
import dev.graft.learning.train.PhaseName;
import dev.graft.learning.train.StartingPoint;
import dev.graft.learning.train.StopSignal;
import dev.graft.learning.train.TrainingJob;
import dev.graft.learning.train.TrainingOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardListenerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final TransferStrategy STRATEGY = probe(3);

    @TempDir
    Path temp;

    private final List<IOException> failures = new ArrayList<>();

    @Test
    void a_real_run_has_its_strategy_and_a_point_for_each_epoch() throws IOException {
        // given
        TrainingJob job = new TrainingJob(
                StartingPoint.backbone(TinyBert.files()),
                TinyBert.data(60, 18, 3),
                STRATEGY,
                1,
                DeviceChoice.CPU,
                temp.resolve("model"),
                new ModelCard("tiny", "tiny", "apache-2.0", "words", new TreeMap<>(), List.of()),
                CLOCK,
                TrainingJob.DEFAULT_CACHE_BYTES);

        // when
        TrainingOutcome outcome;
        try (TensorBoardListener listener = listener(temp.resolve("run"))) {
            outcome = new FineTuning(job, CheckpointStore.NONE, listener, StopSignal.NEVER).run();
        }

        // then
        List<Event> events = Events.read(temp.resolve("run"));
        assertThat(failures).isEmpty();
        assertThat(events.get(2).texts().get("strategy")).contains(STRATEGY.toJson());
        List<Event> points = events.subList(3, events.size());
        assertThat(points).hasSameSizeAs(outcome.history());
        for (int i = 0; i < points.size(); i++) {
            EpochReport report = outcome.history().get(i);
            assertThat(points.get(i).step()).isEqualTo(report.epoch());
            assertThat(points.get(i).scalars())
                    .containsEntry("loss/train", (float) report.trainLoss())
                    .containsEntry("loss/validation", (float) report.validationLoss())
                    .containsEntry("metrics/validation/accuracy", (float) report.validationAccuracy())
                    .containsEntry("metrics/validation/macro-f1", (float) report.validationMacroF1())
                    .containsEntry("learning-rate", (float) report.learningRate());
        }
    }

    @Test
    void a_resumed_run_goes_on_in_a_new_file_that_takes_back_unsaved_epochs() throws IOException {
        // given: epochs 1 and 2 were reported, 1 was saved, then the process was killed
        TensorBoardListener killed = listener(temp);
        killed.onStart(0, 3);
        killed.onEpoch(report(1));
        killed.onEpoch(report(2));

        // when
        try (TensorBoardListener resumed = listener(temp)) {
            resumed.onStart(1, 3);
            resumed.onEpoch(report(2));
        }

        // then
        List<Event> events = Events.read(temp);
        assertThat(temp).isDirectoryContaining("glob:**.000000").isDirectoryContaining("glob:**.000001");
        assertThat(events.stream().filter(Event::sessionStart).map(Event::step)).containsExactly(0L, 2L);
        assertThat(events.stream().filter(event -> !event.scalars().isEmpty()).map(Event::step))
                .containsExactly(1L, 2L, 2L);
        killed.close();
    }

    @Test
    void a_failure_to_write_is_reported_and_the_next_epoch_tries_again() throws IOException {
        // given: a file where the folder should be
        Path folder = Files.createFile(temp.resolve("run"));

        // when
        try (TensorBoardListener listener = listener(folder)) {
            listener.onStart(0, 3);
            listener.onEpoch(report(1));
            Files.delete(folder);
            listener.onEpoch(report(2));
        }

        // then
        assertThat(failures).hasSize(2).allSatisfy(e -> assertThat(e).hasMessageContaining("run"));
        assertThat(Events.read(folder).stream()
                        .filter(event -> !event.scalars().isEmpty())
                        .map(Event::step))
                .containsExactly(2L);
    }

    @Test
    void a_listener_that_heard_nothing_writes_nothing() throws IOException {
        TensorBoardListener listener = listener(temp);
        listener.close();
        listener.close();

        assertThat(Events.read(temp)).isEmpty();
        assertThat(failures).isEmpty();
    }

    private TensorBoardListener listener(Path folder) {
        return TensorBoardListener.of(folder, STRATEGY, CLOCK, failures::add);
    }

    private static TransferStrategy probe(int epochs) {
        TransferStrategy probe = StrategyAdvisor.linearProbe();
        return probe.with(
                probe.hyperParameters().change().epochs(epochs).maxLength(32).build());
    }

    private static EpochReport report(int epoch) {
        return new EpochReport(
                PhaseName.PROBE, epoch, 3, 1.0 / epoch, 2.0 / epoch, 0.5, 0.25, 1e-3, 100, 50, 9, true, epoch);
    }
}
