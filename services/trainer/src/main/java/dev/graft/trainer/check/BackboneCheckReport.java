package dev.graft.trainer.check;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.graft.learning.check.BackboneRanking;
import dev.graft.learning.check.CandidateScore;
import dev.graft.learning.check.PairedGain;
import dev.graft.learning.check.ProbeScore;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The backbone that a run transfers from, and what was found before it trained; part of the run's plan and of the
 * model's lineage.
 *
 * @param reason why it is that one, a sentence
 * @param summary what the probes showed, a sentence; null: nothing was probed
 * @param skipped why nothing was probed, a sentence; null: something was
 * @param warning that to transfer from this backbone hurts, and what to do; null: nothing says so
 * @param probes null: nothing was probed
 */
public record BackboneCheckReport(
        String backbone,
        String reason,
        @Nullable String summary,
        @Nullable String skipped,
        @Nullable String warning,
        @Nullable Probes probes) {

    /**
     * The cross-validated probes, all on the same rows and folds.
     *
     * @param rows that were probed
     * @param trainRows of the run
     * @param majority always answering the most frequent label
     * @param untrained on features that no training made
     * @param candidates best first
     * @param seconds that it took
     */
    public record Probes(
            int rows,
            int trainRows,
            int folds,
            Score majority,
            Score untrained,
            List<CheckedBackbone> candidates,
            double seconds) {
        public Probes {
            candidates = List.copyOf(candidates);
        }
    }

    /**
     * A backbone that was probed.
     *
     * @param width of its features
     * @param gain in macro F1 over the untrained features, with the middle 95 % of a paired bootstrap
     */
    public record CheckedBackbone(String name, int width, Score score, PairedGain gain, Verdict transfer) {}

    /**
     * How well rows were answered that were not learnt from.
     *
     * @param rocAuc null: no fold defines it
     */
    public record Score(
            double accuracy,
            double accuracyDeviation,
            double macroF1,
            @Nullable Double rocAuc) {
        static Score of(ProbeScore score) {
            return new Score(
                    score.accuracy(),
                    score.accuracyDeviation(),
                    score.macroF1(),
                    score.rocAuc().isPresent() ? score.rocAuc().getAsDouble() : null);
        }
    }

    /** What a probe promises of transferring from a backbone, against untrained features. */
    public enum Verdict {
        HELPS,
        UNCLEAR,
        HURTS;

        @JsonValue
        String spelled() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A report without probes. */
    public static BackboneCheckReport skipped(String backbone, String reason, Probe.Skipped probe) {
        return new BackboneCheckReport(
                backbone, reason, null, "Nothing was probed: " + probe.reason() + ".", null, null);
    }

    /** @param backbone one of the candidates */
    public static BackboneCheckReport of(String backbone, String reason, Probe.Done probe) {
        BackboneRanking ranking = probe.ranking();
        List<CheckedBackbone> candidates =
                ranking.candidates().stream().map(BackboneCheckReport::checked).toList();
        CheckedBackbone taken = candidates.stream()
                .filter(candidate -> candidate.name().equals(backbone))
                .findFirst()
                .orElseThrow();
        Probes probes = new Probes(
                ranking.rows(),
                probe.trainRows(),
                ranking.settings().folds(),
                Score.of(ranking.majority()),
                Score.of(ranking.untrained()),
                candidates,
                probe.seconds());
        return new BackboneCheckReport(backbone, reason, ranking.sentence(), null, warning(taken, probes), probes);
    }

    private static CheckedBackbone checked(CandidateScore candidate) {
        return new CheckedBackbone(
                candidate.name(),
                candidate.width(),
                Score.of(candidate.score()),
                candidate.gain(),
                Verdict.valueOf(candidate.transfer().name()));
    }

    private static @Nullable String warning(CheckedBackbone taken, Probes probes) {
        if (taken.transfer() != Verdict.HURTS) {
            return null;
        }
        PairedGain gain = taken.gain();
        return String.format(
                Locale.ROOT,
                "Negative transfer: on this task's training rows a probe on %s does worse than one on untrained features"
                        + " (macro F1 %.3f against %.3f, lower by %.3f to %.3f). Remedy: declare the task with another"
                        + " backbone, or with 'auto' where it names one.",
                taken.name(),
                taken.score().macroF1(),
                probes.untrained().macroF1(),
                -gain.high(),
                -gain.low());
    }
}
