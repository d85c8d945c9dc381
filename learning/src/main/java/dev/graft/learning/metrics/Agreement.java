package dev.graft.learning.metrics;

import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** Agreement of truth and answers beyond chance, from the margins of a confusion matrix. */
final class Agreement {

    private final double rows;
    private final double correct;
    private final double expected;
    private final double truthPairs;
    private final double answerPairs;

    Agreement(ConfusionMatrix confusion) {
        IntStream classes = IntStream.range(0, confusion.classes());
        this.rows = confusion.rows();
        this.correct = classes.mapToDouble(confusion::correct).sum();
        double chance = 0;
        double truth = 0;
        double answers = 0;
        for (int index = 0; index < confusion.classes(); index++) {
            double support = confusion.support(index);
            double predicted = confusion.predicted(index);
            chance += support * predicted;
            truth += support * support;
            answers += predicted * predicted;
        }
        this.expected = chance;
        this.truthPairs = rows * rows - truth;
        this.answerPairs = rows * rows - answers;
    }

    double matthewsCorrelation() {
        return Ratio.of(correct * rows - expected, Math.sqrt(truthPairs) * Math.sqrt(answerPairs));
    }

    OptionalDouble cohensKappa() {
        double room = rows * rows - expected;
        return room == 0 ? OptionalDouble.empty() : OptionalDouble.of((correct * rows - expected) / room);
    }
}
