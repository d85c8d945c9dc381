package dev.graft.dataprep.check;

import dev.graft.contracts.task.Task;
import dev.graft.learning.drift.ProxyADistance;
import dev.graft.learning.drift.TransferAdvice;
import dev.graft.learning.drift.TransferHint;
import dev.graft.learning.drift.TransferSituation;
import dev.graft.learning.strategy.TaskShape;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

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

    /**
     * What is advised for a task.
     *
     * @param labels rows of each
     * @param train rows to learn from
     * @param layers of the backbone
     * @param distance of the batch from the data set; null: unknown
     */
    static StrategyFindings of(
            Task task, SortedMap<String, Long> labels, long train, int layers, @Nullable ProxyADistance distance) {
        int rows = (int) Math.max(1, Math.min(train, Integer.MAX_VALUE));
        TransferSituation situation =
                new TransferSituation(TaskShape.ofTexts(rows, task.labels().size(), layers), labels, 1, distance);
        TransferAdvice advice = task.ofImages() ? TransferAdvice.ofPictures(situation) : TransferAdvice.of(situation);
        return new StrategyFindings(
                spelled(advice.setting()), advice.hints().stream().map(Hint::of).toList());
    }

    private static String spelled(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
