package dev.graft.predictor.serving.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.event.LabellingWanted;
import dev.graft.contracts.event.LabellingWanted.Reason;
import dev.graft.contracts.event.PredictionDisagreed;
import dev.graft.predictor.serving.AnswerRequest.Table;
import dev.graft.predictor.serving.Answered;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.Shadowed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchAnswersTest {
    private static final List<String> LABELS = List.of("parcel", "refund");

    private final List<PredictionDisagreed> disagreements = Collections.synchronizedList(new ArrayList<>());
    private final List<LabellingWanted> wanted = Collections.synchronizedList(new ArrayList<>());
    private final LiveEvents events = new LiveEvents() {
        @Override
        public void disagreed(PredictionDisagreed disagreement) {
            disagreements.add(disagreement);
        }

        @Override
        public void wanted(LabellingWanted item) {
            wanted.add(item);
        }
    };
    private final Aside aside = new Aside("test");
    private final ServedModels served = new ServedModels();
    private Instant now = Instant.EPOCH;
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    };

    @AfterEach
    void end() {
        aside.close();
    }

    @Test
    void a_shadow_that_answers_otherwise_is_told_of_and_counted() throws Exception {
        // given
        Shadowed.serve(
                served,
                "support",
                input -> new float[] {0.9f, 0.1f},
                input -> text(input).equals("odd") ? new float[] {0.2f, 0.8f} : new float[] {0.7f, 0.3f});
        WatchAnswers watch = watch(LabellingPlan.NONE, 10);

        // when
        watch.onAnswered(answered(new float[] {0.9f, 0.1f}, "plain", "odd"));
        settle();

        // then
        assertThat(disagreements).singleElement().satisfies(found -> {
            assertThat(found.champion().label()).isEqualTo("parcel");
            assertThat(found.shadow().label()).isEqualTo("refund");
            assertThat(found.shadow().version()).isEqualTo(2);
            assertThat(found.input()).hasSize(64);
        });
        assertThat(served.shadow("support").orElseThrow().standing())
                .extracting("inputs", "same", "failures")
                .containsExactly(2L, 1L, 0L);
        assertThat(wanted).isEmpty();
    }

    @Test
    void a_shadow_that_fails_fails_nobody() throws Exception {
        // given
        Shadowed.serve(served, "support", input -> new float[] {0.9f, 0.1f}, input -> {
            throw new IllegalStateException("no such token");
        });
        WatchAnswers watch = watch(LabellingPlan.NONE, 10);

        // when
        watch.onAnswered(answered(new float[] {0.9f, 0.1f}, "one", "two"));
        settle();

        // then
        assertThat(served.shadow("support").orElseThrow().standing())
                .extracting("failures", "failure")
                .containsExactly(2L, "no such token");
    }

    @Test
    void disagreements_beyond_an_hour_s_share_are_counted_alone() throws Exception {
        // given
        Shadowed.serve(served, "support", input -> new float[] {0.9f, 0.1f}, input -> new float[] {0.2f, 0.8f});
        WatchAnswers watch = watch(LabellingPlan.NONE, 1);

        // when
        watch.onAnswered(answered(new float[] {0.9f, 0.1f}, "one", "two", "three"));
        settle();
        now = now.plus(Duration.ofHours(1));
        watch.onAnswered(answered(new float[] {0.9f, 0.1f}, "four"));
        settle();

        // then
        assertThat(disagreements).hasSize(2);
        assertThat(served.shadow("support").orElseThrow().standing())
                .extracting("inputs", "same")
                .containsExactly(4L, 0L);
    }

    @Test
    void what_a_model_is_unsure_of_is_put_before_people_once() throws Exception {
        // given
        WatchAnswers watch = watch(new LabellingPlan(0.6, 100), 10);

        // when
        watch.onAnswered(answered(new float[] {0.55f, 0.45f}, "unsure"));
        watch.onAnswered(answered(new float[] {0.95f, 0.05f}, "sure"));
        watch.onAnswered(answered(new float[] {0.55f, 0.45f}, "unsure"));
        settle();

        // then
        assertThat(wanted).singleElement().satisfies(item -> {
            assertThat(item.text()).isEqualTo("unsure");
            assertThat(item.reason()).isEqualTo(Reason.LOW_CONFIDENCE);
            assertThat(item.suggestion().label()).isEqualTo("parcel");
            assertThat(item.suggestion().version()).isEqualTo(1);
            assertThat(item.labels()).isEqualTo(LABELS);
        });
    }

    @Test
    void a_disagreement_is_put_before_people_too_where_they_are_asked_at_all() throws Exception {
        // given
        Shadowed.serve(served, "support", input -> new float[] {0.9f, 0.1f}, input -> new float[] {0.2f, 0.8f});
        WatchAnswers watch = watch(new LabellingPlan(0.6, 100), 10);

        // when
        watch.onAnswered(answered(new float[] {0.9f, 0.1f}, "odd"));
        settle();

        // then
        assertThat(wanted).extracting(LabellingWanted::reason).containsExactly(Reason.DISAGREEMENT);
    }

    @Test
    void people_are_asked_no_more_than_their_share_of_an_hour() throws Exception {
        // given
        WatchAnswers watch = watch(new LabellingPlan(0.6, 2), 10);

        // when
        watch.onAnswered(answered(new float[] {0.55f, 0.45f}, "one", "two", "three"));
        settle();

        // then
        assertThat(wanted).extracting(LabellingWanted::text).containsExactly("one", "two");
    }

    @Test
    void a_row_is_put_before_people_as_it_was_asked() throws Exception {
        // given
        WatchAnswers watch = watch(new LabellingPlan(0.6, 2), 10);
        Input row = new Input.Row(Map.of("age", "41", "city", "Graz"), "crm");

        // when
        watch.onAnswered(new Answered("support", List.of(row), table(1, new float[] {0.5f, 0.5f})));
        settle();

        // then
        assertThat(wanted).singleElement().satisfies(item -> {
            assertThat(item.row()).containsOnly(Map.entry("age", "41"), Map.entry("city", "Graz"));
            assertThat(item.dataSource()).isEqualTo("crm");
            assertThat(item.text()).isNull();
        });
    }

    private WatchAnswers watch(LabellingPlan plan, int perHour) {
        return new WatchAnswers(served, aside, new LabellingDesk(plan, events, clock), events, perHour, clock);
    }

    private void settle() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        assertThat(aside.offer(done::countDown)).isTrue();
        done.await();
    }

    private static Answered answered(float[] probabilities, String... texts) {
        List<Input> inputs = new ArrayList<>();
        for (String text : texts) {
            inputs.add(new Input.Text(text));
        }
        return new Answered("support", inputs, table(texts.length, probabilities));
    }

    private static Table table(int rows, float... probabilities) {
        float[][] table = new float[rows][];
        java.util.Arrays.fill(table, probabilities);
        return new Table(1, "run-1", LABELS, List.of(), table);
    }

    private static String text(Input input) {
        return ((Input.Text) input).text();
    }
}
