package dev.graft.benchmarks.learning;

import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.metrics.ClassificationReport;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.train.LabelledText;
import dev.graft.learning.train.TrainingData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A text task as a benchmark runs it.
 *
 * @param backbone as {@link dev.graft.learning.backbone.Backbones} knows it
 * @param train rows to learn from
 * @param validation rows that choose the best epoch; where labels are scarce, the training rows themselves
 * @param test rows that nothing is chosen by
 * @param labels of a question with yes and no, the yes comes second
 */
record TextSet(
        String backbone,
        List<LabelledText> train,
        List<LabelledText> validation,
        List<LabelledText> test,
        List<String> labels) {

    TrainingData trainingData() {
        return new TrainingData(train, validation, labels);
    }

    /** The same with at most so many training rows and test rows. */
    TextSet limited(int trainRows, int testRows) {
        return new TextSet(
                backbone,
                train.subList(0, Math.min(trainRows, train.size())),
                validation,
                test.subList(0, Math.min(testRows, test.size())),
                labels);
    }

    /** How a trained model answers the test rows. */
    ClassificationReport report(Path model) throws IOException {
        try (TextClassifier classifier = TextClassifier.load(model, DeviceChoice.CPU)) {
            int[] truth =
                    test.stream().mapToInt(row -> labels.indexOf(row.label())).toArray();
            float[][] probabilities = classifier.probabilities(
                    test.stream().map(LabelledText::input).toList());
            return ClassificationReport.of(truth, probabilities, labels);
        }
    }

    /**
     * Mean time for a test row alone.
     *
     * @param warm rows that are asked before
     * @param rows that are timed, at most
     */
    double millisARow(Path model, int warm, int rows) throws IOException {
        try (TextClassifier classifier = TextClassifier.load(model, DeviceChoice.CPU)) {
            test.stream().limit(warm).forEach(row -> classifier.logits(List.of(row.input())));
            long start = System.nanoTime();
            long timed = test.stream()
                    .limit(rows)
                    .filter(row -> classifier.logits(List.of(row.input())).length == 1)
                    .count();
            return (System.nanoTime() - start) / 1e6 / timed;
        }
    }
}
