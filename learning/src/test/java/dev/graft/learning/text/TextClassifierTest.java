package dev.graft.learning.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.NativeHandles;
import ai.djl.pytorch.jni.JniUtils;
import dev.graft.learning.TinyBert;
import dev.graft.learning.backbone.BackboneFiles;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.model.ClassifierConfig;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.model.ModelCard;
import dev.graft.learning.tensor.HostTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextClassifierTest {

    @TempDir
    Path folder;

    @BeforeEach
    void write_a_random_classifier() throws Exception {
        BackboneFiles tiny = TinyBert.files();
        Random random = new Random(4);
        float[] head = new float[3 * 32];
        for (int i = 0; i < head.length; i++) {
            head[i] = (float) random.nextGaussian();
        }
        SortedMap<String, HostTensor> weights = new TreeMap<>(tiny.weights());
        weights.put(ClassifierConfig.HEAD_WEIGHT, HostTensor.of(new Shape(3, 32), head));
        weights.put(ClassifierConfig.HEAD_BIAS, HostTensor.of(new Shape(3), 0, 0, 0));
        new ClassifierFolder(new ClassifierConfig(tiny.config(), TinyBert.LABELS, 32), weights, tiny.tokenizer())
                .write(folder, new ModelCard("t", "t", "other", "t", new TreeMap<>(), List.of()));
    }

    @Test
    void answers_in_the_order_of_the_inputs_whatever_their_lengths() throws Exception {
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU)) {
            // given
            List<TextInput> inputs = IntStream.range(0, 100)
                    .mapToObj(i -> TextInput.of("the ".repeat(i * 37 % 25) + (i % 2 == 0 ? "apple" : "saw")))
                    .toList();

            // when
            float[][] together = classifier.logits(inputs);

            // then
            assertThat(classifier.labels()).isEqualTo(TinyBert.LABELS);
            for (int i = 0; i < inputs.size(); i++) {
                float[] alone = classifier.logits(List.of(inputs.get(i)))[0];
                assertThat(together[i]).containsExactly(alone, within(1e-4f));
            }
        }
    }

    @Test
    void gives_probabilities_that_sum_to_one() throws Exception {
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU)) {
            float[] row = classifier.probabilities(List.of(TextInput.of("my new drill")))[0];

            assertThat(row).hasSize(3);
            assertThat(row[0] + row[1] + row[2]).isCloseTo(1, within(1e-6f));
        }
    }

    @Test
    void tells_a_pair_from_its_joined_text_and_takes_empty_and_endless_texts() throws Exception {
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU)) {
            float[][] logits = classifier.logits(List.of(
                    new TextInput("apple", "saw"),
                    TextInput.of("apple saw"),
                    TextInput.of(""),
                    TextInput.of("owl ".repeat(1_000_000))));

            assertThat(logits[0]).isNotEqualTo(logits[1]);
            for (float[] row : logits) {
                assertThat(row).doesNotContain(Float.NaN);
            }
            assertThat(classifier.logits(List.of())).isEmpty();
        }
    }

    @Test
    void answers_many_threads_with_the_same_values_and_leaves_nothing_behind() throws Exception {
        int before = NativeHandles.count();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU)) {
            // given
            List<TextInput> inputs =
                    List.of(TextInput.of("a very old plum"), TextInput.of("wren"), TextInput.of("my saw"));
            float[][] expected = classifier.logits(inputs);
            int loaded = NativeHandles.count();
            Callable<float[][]> call = () -> {
                float[][] logits = classifier.logits(inputs);
                assertThat(JniUtils.isGradMode())
                        .as("the caller's gradient mode")
                        .isTrue();
                return logits;
            };

            // when
            List<Future<float[][]>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(threads.submit(call));
            }

            // then
            for (Future<float[][]> answer : answers) {
                assertThat(answer.get()).isDeepEqualTo(expected);
            }
            assertThat(NativeHandles.count()).isEqualTo(loaded);
        } finally {
            threads.shutdown();
        }
        assertThat(NativeHandles.count()).isEqualTo(before);
    }

    @Test
    void refuses_calls_after_it_was_closed() throws Exception {
        TextClassifier classifier = TextClassifier.load(folder, DeviceChoice.CPU);
        classifier.close();
        classifier.close();

        assertThatThrownBy(() -> classifier.logits(List.of(TextInput.of("apple"))))
                .isInstanceOf(IllegalStateException.class);
    }
}
