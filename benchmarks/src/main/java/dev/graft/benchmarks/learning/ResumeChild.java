package dev.graft.benchmarks.learning;

import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.backbone.Backbones;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.strategy.ValidationMetric;
import dev.graft.learning.train.Checkpoint;
import dev.graft.learning.train.CheckpointStore;
import dev.graft.learning.train.FolderCheckpoints;
import dev.graft.learning.train.Progress;
import dev.graft.learning.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A short run, head first and then all weights with dropout, that goes on from its checkpoint and says each step. */
@Command(name = "resume-child", hidden = true, description = "What resume starts and kills.")
final class ResumeChild implements Callable<Integer> {

    private static final HyperParameters HYPER =
            new HyperParameters(3, 8, 1e-4, 1e-3, 0.01, 0.1, 64, 3, 0, ValidationMetric.ACCURACY, 0.1, 0, 1);

    /** Begin the lines before and behind a checkpoint's writing. */
    static final String SAVING = "saving";

    static final String SAVED = "saved";

    @Parameters(index = "0", description = "Folder of the checkpoints and the model.")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException {
        BackboneFiles backbone = Backbones.named("all-minilm-l6-v2");
        TextSet texts = Synthetic.of(backbone, 96, 32, 12);
        FineTune strategy = new FineTune(0, new HeadWarmup(2, 16, 5e-3), HYPER);
        TrainingListener steps = new TrainingListener() {
            @Override
            public void onProgress(Progress progress) {
                System.out.printf(Locale.ROOT, "epoch %d at %.1f %%%n", progress.epoch(), progress.percent());
            }
        };
        new Trial(texts, backbone, strategy, 1).run(folder.resolve("model"), new SaidCheckpoints(), steps);
        return 0;
    }

    /** Says when a checkpoint is about to be written, and when it is. */
    private final class SaidCheckpoints implements CheckpointStore {

        private final CheckpointStore store = new FolderCheckpoints(folder.resolve("checkpoints"));

        @Override
        public void save(Checkpoint checkpoint) throws IOException {
            int epoch = checkpoint.state().epochsDone();
            System.out.println(SAVING + " the checkpoint of epoch " + epoch);
            store.save(checkpoint);
            System.out.println(SAVED + " the checkpoint of epoch " + epoch);
        }

        @Override
        public Optional<Checkpoint> latest() throws IOException {
            return store.latest();
        }
    }
}
