package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.graft.learning.TinyBert;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.model.HeadKind;
import dev.graft.learning.strategy.HyperParameters;
import dev.graft.learning.strategy.LossOptions;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.ValidationMetric;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One class, any labels, numbers, one text or two: what a run learns follows from its rows. */
class HeadKindsTest {

    private static final StartingPoint START = StartingPoint.backbone(TinyBert.files());
    private static final HyperParameters LONG =
            TinyRun.HYPER.change().epochs(15).build();

    @TempDir
    Path folder;

    @Test
    void learns_any_number_of_labels_a_row() throws Exception {
        // given: what the text speaks of, and whether it is long
        TrainingData data = mapped(TinyBert.data(300, 60, 3), List.of("bird", "fruit", "long", "tool"), row -> {
            Set<String> labels = new TreeSet<>(Set.of(row.label()));
            if (row.input().text().split(" ").length > 5) {
                labels.add("long");
            }
            return LabelledText.withLabels(row.input(), labels);
        });

        // when
        TrainingOutcome.Completed outcome =
                TinyRun.complete(TinyRun.job(START, data, TinyRun.ALL.with(LONG), 1, folder));

        // then
        assertThat(outcome.best().validationMacroF1()).isGreaterThan(0.9);
        assertThat(ClassifierFolder.read(folder).config().kind()).isEqualTo(HeadKind.LABELS);
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU)) {
            float[] chances = classifier.probabilities(List.of(TextInput.of("a very old and new hammer is here")))[0];
            assertThat(chances[2]).isGreaterThan(0.5f);
            assertThat(chances[3]).isGreaterThan(0.5f);
            assertThat(chances[0]).isLessThan(0.5f);
        }
    }

    @Test
    void learns_numbers_in_their_own_unit() throws Exception {
        // given: a price in thousands
        TrainingData data = mapped(
                TinyBert.data(300, 60, 3),
                List.of("price"),
                row -> LabelledText.withNumber(row.input(), 5000 + 1000 * TinyBert.LABELS.indexOf(row.label())));
        TransferStrategy strategy = TinyRun.ALL.with(LONG.change()
                .metric(ValidationMetric.LOSS)
                .loss(LossOptions.huber(1))
                .build());

        // when
        TrainingOutcome.Completed outcome = TinyRun.complete(TinyRun.job(START, data, strategy, 1, folder));

        // then: a tenth of the variance is left at most
        assertThat(outcome.best().validationLoss()).isLessThan(0.1);
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU)) {
            assertThat(classifier.logits(List.of(TextInput.of("the apple is here")))[0][0])
                    .isCloseTo(5000f, within(700f));
            assertThat(classifier.logits(List.of(TextInput.of("the owl is here")))[0][0])
                    .isCloseTo(7000f, within(700f));
            assertThatThrownBy(() -> classifier.probabilities(List.of(TextInput.of("owl"))))
                    .hasMessageContaining("numbers");
        }
    }

    @Test
    void goes_on_with_the_numbers_of_a_champion() throws Exception {
        // given
        TrainingData data = mapped(
                TinyBert.data(60, 18, 3),
                List.of("price"),
                row -> LabelledText.withNumber(row.input(), 5000 + 1000 * TinyBert.LABELS.indexOf(row.label())));
        HyperParameters watched =
                TinyRun.HYPER.change().metric(ValidationMetric.LOSS).build();
        TinyRun.complete(TinyRun.job(START, data, TinyRun.ALL.with(watched), 1, folder.resolve("champion")));
        TrainingJob warm = TinyRun.job(
                StartingPoint.champion(folder.resolve("champion")),
                data,
                TinyRun.ALL.with(watched.change()
                        .learningRate(1e-9)
                        .headLearningRate(1e-9)
                        .build()),
                1,
                folder.resolve("next"));

        // when: nothing is learnt
        TinyRun.complete(warm);

        // then
        List<TextInput> texts = List.of(TextInput.of("my owl"), TextInput.of("a new pear"));
        assertThat(logits(folder.resolve("next"), texts)[1][0])
                .isCloseTo(logits(folder.resolve("champion"), texts)[1][0], within(0.5f));
    }

    @Test
    void learns_how_two_texts_relate() throws Exception {
        // given: which of them is the fruit
        TrainingData rows = TinyBert.data(450, 90, 3);
        TrainingData data = new TrainingData(pairs(rows.train()), pairs(rows.validation()), List.of("first", "second"));

        // when
        TrainingOutcome.Completed outcome = TinyRun.complete(TinyRun.job(
                START, data, TinyRun.ALL.with(LONG.change().epochs(20).build()), 1, folder));

        // then
        assertThat(outcome.best().validationAccuracy()).isGreaterThan(0.85);
    }

    @Test
    void keeps_the_old_labels_weights_to_the_bit_and_so_their_logits_when_labels_are_added() throws Exception {
        // given
        TinyRun.complete(TinyRun.job(TinyRun.TOP_LAYER, 1, folder.resolve("champion")));
        TrainingData data = TinyBert.data(60, 18, 9);
        List<String> labels = List.of("insect", "bird", "fruit", "fish", "tool");
        TrainingJob job = TinyRun.job(
                StartingPoint.champion(folder.resolve("champion")),
                new TrainingData(data.train(), data.validation(), labels),
                TinyRun.TOP_LAYER,
                2,
                folder.resolve("unused"));

        // when
        HeadSurgery.operate(job).write(folder.resolve("grown"), job.card());

        // then: a product with more columns may be rounded in another way, so logits are compared with a tolerance
        assertThat(headRows(folder.resolve("grown"), 2, 4, 1))
                .containsExactly(headRows(folder.resolve("champion"), 0, 1, 2));
        List<TextInput> texts =
                data.validation().stream().map(LabelledText::input).toList();
        float[][] before = logits(folder.resolve("champion"), texts);
        float[][] after = logits(folder.resolve("grown"), texts);
        for (int i = 0; i < before.length; i++) {
            assertThat(new float[] {after[i][2], after[i][4], after[i][1]}).containsExactly(before[i], within(1e-6f));
        }
    }

    /** The head's weights and bias of some labels, one after the other. */
    private static float[] headRows(Path model, int... labels) throws IOException {
        ClassifierFolder folder = ClassifierFolder.read(model);
        FloatBuffer weight = folder.weight(ClassifierConfig.HEAD_WEIGHT).values();
        FloatBuffer bias = folder.weight(ClassifierConfig.HEAD_BIAS).values();
        int width = weight.remaining() / bias.remaining();
        FloatBuffer rows = FloatBuffer.allocate(labels.length * (width + 1));
        for (int label : labels) {
            rows.put(weight.slice(label * width, width)).put(bias.get(label));
        }
        return rows.array();
    }

    @Test
    void refuses_rows_of_different_kinds_and_numbers_that_are_watched_by_accuracy() {
        LabelledText number = LabelledText.withNumber(TextInput.of("a"), 1);
        TrainingData numbers = new TrainingData(List.of(number), List.of(number), List.of("x"));

        assertThatThrownBy(() -> new TrainingData(List.of(number), List.of(LabelledText.of("a", "x")), List.of("x")))
                .hasMessageContaining("different kinds");
        assertThatThrownBy(() -> TinyRun.complete(TinyRun.job(START, numbers, TinyRun.ALL, 1, folder)))
                .hasMessageContaining("set metric to LOSS");
        assertThatThrownBy(() -> LabelledText.withNumber(TextInput.of("a"), Double.NaN))
                .hasMessageContaining("finite");
    }

    private static float[][] logits(Path model, List<TextInput> texts) throws Exception {
        try (TextClassifier classifier = TextClassifier.load(model, DeviceChoice.CPU)) {
            return classifier.logits(texts);
        }
    }

    private static TrainingData mapped(
            TrainingData data, List<String> labels, Function<LabelledText, LabelledText> change) {
        return new TrainingData(
                data.train().stream().map(change).toList(),
                data.validation().stream().map(change).toList(),
                labels);
    }

    /** Pairs of a fruit and something else, in either order. */
    private static List<LabelledText> pairs(List<LabelledText> rows) {
        List<LabelledText> fruits =
                rows.stream().filter(row -> row.label().equals("fruit")).toList();
        List<LabelledText> others =
                rows.stream().filter(row -> !row.label().equals("fruit")).toList();
        List<LabelledText> pairs = new ArrayList<>();
        for (int i = 0; i < fruits.size(); i++) {
            String fruit = fruits.get(i).input().text();
            String other = others.get(i).input().text();
            boolean first = i % 2 == 0;
            TextInput input = first ? new TextInput(fruit, other) : new TextInput(other, fruit);
            pairs.add(new LabelledText(input, first ? "first" : "second"));
        }
        return pairs;
    }
}
