package dev.graft.dataprep.check;

import dev.graft.learning.drift.TransferAdvice;
import dev.graft.learning.drift.TransferHint;
import java.util.List;
import java.util.Locale;

/**
 * How the data set with this batch is best learnt from, and why; the trainer's own choice, where a task leaves it to the
 * trainer, follows the same rule.
 *
 * @param setting {@code supervised}, or {@code few-shot} where labels have few rows each
 * @param hints the strategy first, then what to try beside it
 */
public record StrategyFindings(String setting, List<Hint> hints) {
    /**
     * One piece of advice.
     *
     * @param family such as {@code light-fine-tuning} or {@code balancing}
     * @param reason with the figures that it rests on
     */
    public record Hint(String family, String reason) {
        private static Hint of(TransferHint hint) {
            return new Hint(spelled(hint.family()), hint.reason());
        }
    }

    static StrategyFindings of(TransferAdvice advice) {
        return new StrategyFindings(
                spelled(advice.setting()), advice.hints().stream().map(Hint::of).toList());
    }

    private static String spelled(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
