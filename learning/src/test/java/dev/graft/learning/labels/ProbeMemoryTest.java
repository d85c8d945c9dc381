package dev.graft.learning.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeMemoryTest {
    private static final int LABELS = 4;
    private static final LabelledRows TRUSTED = Clusters.draw(LABELS, 300, 5, 1);
    private static final LabelledRows ONE = Clusters.draw(LABELS, 100, 5, 2);
    private static final LabelledRows OTHER = Clusters.draw(LABELS, 120, 5, 3);

    private final LabelCheck check = new LabelCheck(LabelSettings.standard(1));
    private final ProbeMemory memory = new ProbeMemory();
    private final List<Integer> folds = new ArrayList<>();

    @Test
    void a_second_batch_beside_the_same_rows_learns_nothing_anew_and_is_judged_the_same() {
        check(TRUSTED, ONE);
        LabelReport second = check(TRUSTED, OTHER);

        assertThat(folds).containsExactly(0, 1, 2, 3, 4);
        assertThat(second).isEqualTo(check.run(TRUSTED, OTHER, LABELS, LabelListener.SILENT));
    }

    @Test
    void other_trusted_rows_are_learnt_from() {
        LabelledRows others = Clusters.draw(LABELS, 300, 5, 9);

        check(TRUSTED, ONE);
        LabelReport second = check(others, ONE);

        assertThat(folds).hasSize(10);
        assertThat(second).isEqualTo(check.run(others, ONE, LABELS, LabelListener.SILENT));
    }

    @Test
    void the_same_rows_with_other_labels_are_learnt_from() {
        LabelledRows relabelled = Clusters.relabelled(TRUSTED, Clusters.flipped(TRUSTED.labels(), LABELS, 0.2, 3));

        check(TRUSTED, ONE);
        LabelReport second = check(relabelled, ONE);

        assertThat(folds).hasSize(10);
        assertThat(second).isEqualTo(check.run(relabelled, ONE, LABELS, LabelListener.SILENT));
    }

    @Test
    void a_batch_that_is_learnt_from_itself_is_learnt_from_each_time() {
        check(LabelledRows.none(), ONE);
        LabelReport second = check(LabelledRows.none(), OTHER);

        assertThat(folds).hasSize(10);
        assertThat(second).isEqualTo(check.run(LabelledRows.none(), OTHER, LABELS, LabelListener.SILENT));
    }

    private LabelReport check(LabelledRows trusted, LabelledRows batch) {
        return check.run(trusted, batch, LABELS, memory, (fold, of) -> folds.add(fold));
    }
}
