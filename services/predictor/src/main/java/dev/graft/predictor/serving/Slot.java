package dev.graft.predictor.serving;

import dev.graft.predictor.serving.AnswerRequest.Table;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who answers for a task.
 *
 * @param champion answers
 * @param canary a newer version on trial, which answers a part of the requests; null: none
 * @param shadow answers beside them and to nobody; null: none
 */
record Slot(
        ServedModel champion,
        @Nullable Canary canary,
        @Nullable Shadow shadow) {

    /** Null when the model has been retired in between, and another slot is in this one's place. */
    @Nullable
    Table ask(List<Input> inputs) {
        return canary == null ? champion.ask(inputs) : canary.ask(champion, inputs);
    }

    /** All of them. */
    Stream<ServedModel> models() {
        return Stream.of(
                        Stream.of(champion),
                        Stream.ofNullable(canary).map(Canary::model),
                        Stream.ofNullable(shadow).map(Shadow::model))
                .flatMap(models -> models);
    }

    Slot with(@Nullable Shadow other) {
        return new Slot(champion, canary, other);
    }

    Slot with(@Nullable Canary other) {
        return new Slot(champion, other, shadow);
    }
}
