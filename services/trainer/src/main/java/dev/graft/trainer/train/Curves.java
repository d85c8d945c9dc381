package dev.graft.trainer.train;

import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.tensorboard.TensorBoardListener;
import dev.graft.learning.train.TrainingOutcome;
import java.nio.file.Path;
import java.time.Clock;
import org.jboss.logging.Logger;

/** A run's curves beside its model, where the Hugging Face hub and TensorBoard look for them. */
final class Curves {
    private static final Logger LOG = Logger.getLogger(Curves.class);

    /** Folder of the event files, below the model's. */
    static final String FOLDER = "runs";

    private Curves() {}

    /** Writes all epochs, those before a resume included; a model without curves is better than none. */
    static void write(TrainingOutcome.Completed outcome, TransferStrategy strategy, Clock clock) {
        Path folder = outcome.model().resolve(FOLDER);
        try (TensorBoardListener curves = TensorBoardListener.of(
                folder, strategy, clock, e -> LOG.warnf(e, "the curves cannot be written to %s", folder))) {
            curves.onStart(0, outcome.history().size());
            outcome.history().forEach(curves::onEpoch);
        }
    }
}
