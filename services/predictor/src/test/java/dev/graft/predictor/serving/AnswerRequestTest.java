package dev.graft.predictor.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.predictor.serving.AnswerRequest.Answer;
import dev.graft.predictor.serving.AnswerRequest.Overloaded;
import dev.graft.predictor.serving.AnswerRequest.Scored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class AnswerRequestTest {
    private final ServedModels served = new ServedModels();

    @Test
    void an_unknown_task_has_no_answer() {
        assertThat(requests(Duration.ZERO).answer("support", FakeClassifier.texts("x")))
                .isEmpty();
    }

    @Test
    void alternatives_come_best_first_and_at_most_five() {
        // given
        List<String> labels = List.of("a", "b", "c", "d", "e", "f", "g");
        served.swap(model(new Classifier() {
            @Override
            public List<String> labels() {
                return labels;
            }

            @Override
            public List<String> preparation() {
                return List.of("whitespace@1");
            }

            @Override
            public String modality() {
                return "text";
            }

            @Override
            public float[][] probabilities(List<Input> inputs) {
                return new float[][] {{0.05f, 0.3f, 0.02f, 0.4f, 0.1f, 0.03f, 0.1f}};
            }

            @Override
            public float[][] features(List<Input> inputs) {
                return probabilities(inputs);
            }

            @Override
            public void close() {}
        }));

        // when
        Answer answer = requests(Duration.ZERO)
                .answer("support", FakeClassifier.texts("x"))
                .orElseThrow();

        // then
        assertThat(answer.version()).isEqualTo(7);
        assertThat(answer.preparation()).containsExactly("whitespace@1");
        assertThat(answer.predictions()).singleElement().satisfies(prediction -> {
            assertThat(prediction.label()).isEqualTo("d");
            assertThat(prediction.probability()).isEqualTo(0.4f);
            assertThat(prediction.alternatives()).extracting(Scored::label).containsExactly("d", "b", "e", "g", "a");
        });
    }

    @Test
    void who_has_waited_too_long_is_refused_and_the_next_one_is_served() throws Exception {
        // given
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        served.swap(model(new FakeClassifier(inputs -> {
            inside.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return FakeClassifier.sure().probabilities(inputs);
        })));
        AnswerRequest answers = requests(Duration.ofMillis(1));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Boolean> first = thread.submit(
                () -> answers.answer("support", FakeClassifier.texts("x")).isPresent());
        inside.await();

        // when, then
        assertThatThrownBy(() -> answers.answer("support", FakeClassifier.texts("y")))
                .isInstanceOf(Overloaded.class);
        goOn.countDown();
        assertThat(first.get()).isTrue();
        assertThat(answers.answer("support", FakeClassifier.texts("z"))).isPresent();
        thread.shutdown();
    }

    @Test
    void a_request_that_fails_gives_its_turn_back() {
        // given
        served.swap(model(new FakeClassifier(inputs -> {
            throw new IllegalStateException("broken");
        })));
        AnswerRequest answers = requests(Duration.ZERO);

        // when, then
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> answers.answer("support", FakeClassifier.texts("x")))
                    .hasMessage("broken");
        }
    }

    private AnswerRequest requests(Duration patience) {
        return new AnswerRequest(served, (task, most) -> {}, BatchLimits.of(1, patience), answered -> {});
    }

    private static ServedModel model(Classifier classifier) {
        return new ServedModel(FakeModels.version("support", 7), Instant.EPOCH, classifier);
    }
}
