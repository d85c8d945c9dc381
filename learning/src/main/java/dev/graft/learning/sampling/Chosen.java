package dev.graft.learning.sampling;

import dev.graft.learning.classic.LabelledVectors;
import java.util.Random;
import java.util.function.BiFunction;

/** Rows taken again or left out by their class alone. */
final class Chosen extends Resampling {

    private final BiFunction<EqualClasses, Random, int[]> choice;

    Chosen(BiFunction<EqualClasses, Random, int[]> choice) {
        this.choice = choice;
    }

    @Override
    LabelledVectors apply(LabelledVectors rows, Random random) {
        return rows.rows(choice.apply(EqualClasses.of(rows.classes(), rows.count()), random));
    }
}
