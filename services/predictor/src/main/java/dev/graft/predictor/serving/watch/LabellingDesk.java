package dev.graft.predictor.serving.watch;

import dev.graft.contracts.event.LabellingWanted;
import dev.graft.contracts.event.LabellingWanted.Reason;
import dev.graft.contracts.event.Opinion;
import dev.graft.predictor.serving.Answered;
import dev.graft.predictor.serving.Best;
import dev.graft.predictor.serving.Input;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Picks inputs for people to label: those that a model is unsure of (uncertainty sampling; Lewis and Gale, "A sequential
 * algorithm for training text classifiers", SIGIR 1994), each once, and no more an hour than people can do. Used by one
 * thread.
 */
public final class LabellingDesk {
    private static final int REMEMBERED = 10_000;

    private final LabellingPlan plan;
    private final HourlyShare share;
    private final LiveEvents events;
    private final Set<String> asked = new LinkedHashSet<>();

    public LabellingDesk(LabellingPlan plan, LiveEvents events, Clock clock) {
        this.plan = plan;
        this.share = new HourlyShare(plan.perHour(), clock);
        this.events = events;
    }

    boolean isOpen() {
        return plan.isOn();
    }

    boolean isUnsure(Best best) {
        return isOpen() && best.probability() < plan.below();
    }

    void ask(Answered answered, int row, Reason reason) {
        Input input = answered.inputs().get(row);
        String id = InputIds.of(answered.task(), input);
        if (asked.contains(id) || !share.take(answered.task())) {
            return;
        }
        events.wanted(item(answered, row, id, reason));
        asked.add(id);
        if (asked.size() > REMEMBERED) {
            asked.remove(asked.iterator().next());
        }
    }

    private static LabellingWanted item(Answered answered, int row, String id, Reason reason) {
        Input input = answered.inputs().get(row);
        Best best = Best.of(answered.table(), row);
        return new LabellingWanted(
                answered.task(),
                id,
                reason,
                text(input),
                input instanceof Input.Pair pair ? pair.textPair() : null,
                input instanceof Input.Image image ? image.base64() : null,
                input instanceof Input.Row values ? values(values) : null,
                input instanceof Input.Row values ? values.dataSource() : null,
                new Opinion(answered.table().version(), best.label(), best.probability()),
                answered.table().labels());
    }

    private static @Nullable String text(Input input) {
        if (input instanceof Input.Pair pair) {
            return pair.text();
        }
        return input instanceof Input.Text text ? text.text() : null;
    }

    private static Map<String, Object> values(Input.Row row) {
        Map<String, Object> values = new LinkedHashMap<>();
        row.values().forEach((name, value) -> put(values, name, value));
        return values;
    }

    private static void put(Map<String, Object> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
