package dev.graft.learning.tensorboard;

import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.train.EpochReport;
import dev.graft.learning.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run's curves for TensorBoard: a point for each epoch, and texts at the start. One listener belongs to one
 * run; closing it closes its file.
 *
 * <p>Each epoch is with the operating system before training goes on, so a killed process loses none. A run that is
 * resumed or begun anew in the same folder adds a file, which takes the place of the older files' points from there on,
 * so that an epoch that was reported but not saved shows once. A failure to write is reported and costs points, not the training: the next
 * epoch tries again with a new file, since the old one may end in half a record.
 */
public final class TensorBoardListener implements TrainingListener, AutoCloseable {

    private final Path folder;
    private final SortedMap<String, String> texts;
    private final Clock clock;
    private final Consumer<IOException> failed;
    private @Nullable EventFile file;

    /**
     * A listener for one run.
     *
     * @param folder of the run's event files; made where it is missing
     * @param texts in Markdown, by tag, shown beside the curves
     * @param clock for the points' wall time
     * @param failed hears of each failure to write, on the training thread; what it throws ends the run
     */
    public TensorBoardListener(
            Path folder, SortedMap<String, String> texts, Clock clock, Consumer<IOException> failed) {
        this.folder = folder;
        this.texts = new TreeMap<>(texts);
        this.clock = clock;
        this.failed = failed;
    }

    /** A listener that shows the strategy beside the curves. */
    public static TensorBoardListener of(
            Path folder, TransferStrategy strategy, Clock clock, Consumer<IOException> failed) {
        String json = "```json\n" + strategy.toJson() + "\n```\n";
        return new TensorBoardListener(folder, new TreeMap<>(Map.of("strategy", json)), clock, failed);
    }

    @Override
    public void onStart(int resumedAfterEpoch, int plannedEpochs) {
        write(events -> {
            events.goesOnAt(resumedAfterEpoch == 0 ? 0 : resumedAfterEpoch + 1L);
            for (Map.Entry<String, String> text : texts.entrySet()) {
                events.text(resumedAfterEpoch, text.getKey(), text.getValue());
            }
        });
    }

    @Override
    public void onEpoch(EpochReport report) {
        write(events -> events.scalars(report.epoch(), points(report)));
    }

    @Override
    public void close() {
        EventFile open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                failed.accept(e);
            }
        }
    }

    private static SortedMap<String, Double> points(EpochReport report) {
        return new TreeMap<>(Map.of(
                "loss/train", report.trainLoss(),
                "loss/validation", report.validationLoss(),
                "metrics/validation/accuracy", report.validationAccuracy(),
                "metrics/validation/macro-f1", report.validationMacroF1(),
                "learning-rate", report.learningRate(),
                "run/best-epoch", (double) report.bestEpoch(),
                "run/percent", report.percent(),
                "run/samples-per-second", report.samplesPerSecond()));
    }

    private void write(Events events) {
        try {
            EventFile open = file == null ? EventFile.create(folder, clock) : file;
            file = open;
            events.writeTo(open);
        } catch (IOException e) {
            close();
            failed.accept(e);
        }
    }

    /** Something to add to a file. */
    private interface Events {
        void writeTo(EventFile file) throws IOException;
    }
}
