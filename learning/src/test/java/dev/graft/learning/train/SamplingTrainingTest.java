package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.learning.TinyBert;
import dev.graft.learning.loss.Truth;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.LossOptions;
import dev.graft.learning.strategy.Sampling;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.FineTune;
import dev.graft.learning.strategy.TransferStrategy.HeadWarmup;
import dev.graft.learning.strategy.TransferStrategy.LinearProbe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training rows are taken again, left out or made until labels are even, and validation rows never. */
class SamplingTrainingTest {

    /** Five rows of class 0 and two of class 1, then two validation rows and three earlier ones. */
    private static final Truth TRUTH = new Truth.Classes(new int[] {0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 0, 0}, 2);

    private static final RowSplit SPLIT = new RowSplit(7, 2, 3);

    @TempDir
    Path folder;

    @Test
    void a_pass_takes_in_as_many_rows_of_each_label_and_always_as_many_in_all() {
        for (Sampling sampling : List.of(Sampling.OVER, Sampling.UNDER, Sampling.SMOTE)) {
            PassRows passes = PassRows.of(
                    SPLIT, TRUTH, hyper(sampling).change().replayShare(0.3).build());
            Truth.Classes answers = (Truth.Classes) passes.answers(TRUTH);
            for (int pass = 0; pass < 10; pass++) {
                int[] rows = passes.of(phase(PhaseName.PROBE), pass, new Seeds(1));

                assertThat(rows).hasSize(passes.size());
                int[] learnt = Arrays.copyOf(rows, rows.length - 2);
                assertThat(Arrays.stream(learnt)).allMatch(row -> row < 7 || row >= 12);
                assertThat(Arrays.stream(learnt)
                                .filter(row -> answers.classes()[row] == 1)
                                .count())
                        .isEqualTo(learnt.length / 2);
            }
        }
    }

    @Test
    void as_is_and_pairs_of_rows_take_in_every_row_once() {
        assertThat(PassRows.of(SPLIT, TRUTH, hyper(Sampling.AS_IS)).of(phase(PhaseName.PROBE), 1, new Seeds(1)))
                .containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(PassRows.of(SPLIT, TRUTH, hyper(Sampling.OVER)).of(phase(PhaseName.CONTRAST), 1, new Seeds(1)))
                .containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void goes_on_from_a_checkpoint_to_the_same_bytes() throws Exception {
        for (TransferStrategy strategy : List.of(
                new LinearProbe(hyper(Sampling.SMOTE)),
                new LinearProbe(hyper(Sampling.UNDER)),
                new FineTune(1, new HeadWarmup(3, 8, 1e-2), hyper(Sampling.OVER)))) {
            Path whole = folder.resolve("whole" + strategy.hashCode());
            TinyRun.complete(job(strategy, whole));
            Path resumed = folder.resolve("resumed" + strategy.hashCode());
            CheckpointStore store = new FolderCheckpoints(folder.resolve("checkpoints" + strategy.hashCode()));
            AtomicInteger asked = new AtomicInteger();
            StopSignal early = () -> asked.incrementAndGet() > 40 ? Optional.of("stop") : Optional.empty();

            new FineTuning(job(strategy, resumed), store, TrainingListener.SILENT, early).run();
            new FineTuning(job(strategy, resumed), store, TrainingListener.SILENT, StopSignal.NEVER).run();

            assertThat(store.latest()).isPresent();
            assertThat(resumed.resolve("model.safetensors")).hasSameBinaryContentAs(whole.resolve("model.safetensors"));
        }
    }

    @Test
    void leaves_a_balanced_loss_nothing_to_weigh() throws Exception {
        HyperParameters over = hyper(Sampling.OVER);
        TinyRun.complete(job(new LinearProbe(over), folder.resolve("plain")));
        TinyRun.complete(
                job(new LinearProbe(over.change().loss(LossOptions.BALANCED).build()), folder.resolve("balanced")));

        assertThat(folder.resolve("balanced/model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("plain/model.safetensors"));
    }

    @Test
    void refuses_rows_of_several_labels_and_smote_where_the_backbone_learns() {
        Truth sets = new Truth.Labels(List.of(List.of(true), List.of(false)), 1);

        assertThatThrownBy(() -> PassRows.of(new RowSplit(1, 1, 0), sets, hyper(Sampling.OVER)))
                .hasMessageContaining("one label a row");
        assertThatThrownBy(() -> TinyRun.ALL.with(hyper(Sampling.SMOTE))).hasMessageContaining("frozen features");
    }

    private static HyperParameters hyper(Sampling sampling) {
        return TinyRun.HYPER.change().sampling(sampling).build();
    }

    private static Phase phase(PhaseName name) {
        return new Phase(name, 0, List.of(), 1, 1, 8, 1e-3, 1e-3);
    }

    /** Sixty rows of two labels and six of the third. */
    private static TrainingJob job(TransferStrategy strategy, Path output) {
        TrainingData even = TinyBert.data(90, 18, 3);
        List<LabelledText> uneven = new ArrayList<>(
                even.train().stream().filter(row -> !row.label().equals("bird")).toList());
        uneven.addAll(even.train().stream()
                .filter(row -> row.label().equals("bird"))
                .limit(6)
                .toList());
        TrainingData data = new TrainingData(uneven, even.validation(), even.labels());
        return TinyRun.job(StartingPoint.backbone(TinyBert.files()), data, strategy, 5, output);
    }
}
