package dev.graft.benchmarks.learning;

import dev.graft.learning.train.LabelledText;
import dev.graft.learning.train.TrainingData;
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
}
