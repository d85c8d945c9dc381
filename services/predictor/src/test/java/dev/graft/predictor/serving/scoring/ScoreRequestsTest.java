package dev.graft.predictor.serving.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.event.PredictionRequested;
import dev.graft.predictor.serving.AnswerRequest.Answer;
import dev.graft.predictor.serving.AnswerRequest.Overloaded;
import dev.graft.predictor.serving.AnswerRequest.Prediction;
import dev.graft.predictor.serving.AnswerRequest.Scored;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.UnreadableInput;
import dev.graft.predictor.serving.scoring.ScoringOutcome.Answered;
import dev.graft.predictor.serving.scoring.ScoringOutcome.Refused;
import dev.graft.predictor.serving.scoring.ScoringOutcome.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoreRequestsTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration BOUND = Duration.ofMinutes(1);

    private final SetClock clock = new SetClock();
    private final EchoingChampions champions = new EchoingChampions();
    private final ScoreRequests scoring = new ScoreRequests(champions, new ChampionPatience(BOUND, clock));

    @Test
    void requests_of_a_task_go_through_its_model_together_and_each_gets_its_own_part() {
        // given
        champions.live.addAll(Set.of("support", "leaves"));

        // when
        List<ScoringOutcome> outcomes = scoring.score(
                List.of(request(0, "support", "a", "b"), request(1, "leaves", "c"), request(0, "support", "d")));

        // then
        assertThat(champions.asked).containsExactly("support [a, b, d]", "leaves [c]");
        assertThat(outcomes).extracting(ScoreRequestsTest::labels).containsExactly("[a, b]", "[c]", "[d]");
    }

    @Test
    void no_more_go_through_together_than_one_request_may_hold() {
        champions.live.add("support");
        String[] texts = IntStream.range(0, 100).mapToObj(Integer::toString).toArray(String[]::new);

        scoring.score(Collections.nCopies(5, request(0, "support", texts)));

        assertThat(champions.sizes).containsExactly(200, 200, 100);
    }

    @Test
    void an_input_that_the_model_cannot_read_is_the_fault_of_its_request_alone() {
        champions.live.add("support");

        List<ScoringOutcome> outcomes = scoring.score(List.of(
                request(0, "support", "a"), request(0, "support", "b", "unreadable"), request(0, "support", "c")));

        assertThat(outcomes.get(0)).isInstanceOf(Answered.class);
        assertThat(outcomes.get(1)).isEqualTo(new Refused("input 1 cannot be read: of the word"));
        assertThat(outcomes.get(2)).isInstanceOf(Answered.class);
    }

    @Test
    void what_the_model_does_not_read_is_refused_with_what_it_reads() {
        champions.live.add("support");
        PredictionRequested rows =
                new PredictionRequested("support", null, null, null, List.of(Map.of("a", (Object) 1)), null);

        List<ScoringOutcome> outcomes = scoring.score(List.of(new ScoringRequest(rows, 0, START)));

        assertThat(outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).startsWith("The model reads texts"));
    }

    @Test
    void behind_one_that_waits_for_a_champion_its_lane_waits_and_others_do_not() {
        champions.live.add("support");

        List<ScoringOutcome> outcomes = scoring.score(List.of(
                request(0, "support", "a"),
                request(0, "new", "b"),
                request(0, "support", "c"),
                request(1, "support", "d")));

        assertThat(outcomes.get(0)).isInstanceOf(Answered.class);
        assertThat(outcomes.get(1)).isInstanceOf(Waiting.class);
        assertThat(outcomes.get(2)).isInstanceOf(Waiting.class);
        assertThat(outcomes.get(3)).isInstanceOf(Answered.class);
    }

    @Test
    void a_request_is_answered_by_the_champion_that_came_while_it_waited() {
        assertThat(scoring.score(List.of(request(0, "new", "a")))).hasOnlyElementsOfType(Waiting.class);
        clock.now = START.plus(BOUND).minusSeconds(1);
        champions.live.add("new");

        assertThat(scoring.score(List.of(request(0, "new", "a")))).hasOnlyElementsOfType(Answered.class);
    }

    @Test
    void a_task_is_waited_for_once_and_its_requests_are_refused_from_then_on_until_it_has_a_champion() {
        // given
        scoring.score(List.of(request(0, "new", "a")));
        clock.now = START.plus(BOUND);

        // when, then
        assertThat(scoring.score(List.of(request(0, "new", "a"), sent(clock.now, 0, "new", "b"))))
                .hasOnlyElementsOfType(Refused.class)
                .extracting(outcome -> ((Refused) outcome).reason())
                .first()
                .asString()
                .contains("'new' has no champion", "PT1M");

        // when, then
        champions.live.add("new");
        assertThat(scoring.score(List.of(sent(clock.now, 0, "new", "c")))).hasOnlyElementsOfType(Answered.class);
        champions.live.clear();
        assertThat(scoring.score(List.of(sent(clock.now, 0, "new", "d")))).hasOnlyElementsOfType(Waiting.class);
    }

    @Test
    void nothing_waits_longer_than_the_bound_however_many_tasks_are_invented() {
        clock.now = START.plus(BOUND);

        for (int i = 0; i < 2_000; i++) {
            assertThat(scoring.score(List.of(request(0, "invented-" + i, "a")))).hasOnlyElementsOfType(Refused.class);
        }
    }

    @Test
    void models_that_are_busy_lose_nothing() {
        champions.live.add("busy");

        assertThatThrownBy(() -> scoring.score(List.of(request(0, "busy", "a"))))
                .isInstanceOf(Overloaded.class);
    }

    private static ScoringRequest request(int lane, String task, String... texts) {
        return sent(START, lane, task, texts);
    }

    private static ScoringRequest sent(Instant at, int lane, String task, String... texts) {
        return new ScoringRequest(PredictionRequested.ofTexts(task, List.of(texts)), lane, at);
    }

    private static String labels(ScoringOutcome outcome) {
        return ((Answered) outcome)
                .answer().predictions().stream()
                        .map(each -> each.label())
                        .toList()
                        .toString();
    }

    /** Says of each text what it says. */
    private static final class EchoingChampions implements Champions {
        final Set<String> live = new HashSet<>();
        final List<String> asked = new ArrayList<>();
        final List<Integer> sizes = new ArrayList<>();

        @Override
        public Optional<Answer> answer(String task, List<Input> inputs) {
            if (task.equals("busy")) {
                throw new Overloaded();
            }
            List<String> texts =
                    inputs.stream().map(input -> ((Input.Text) input).text()).toList();
            if (texts.contains("unreadable")) {
                throw new UnreadableInput(texts.indexOf("unreadable"), "of the word", null);
            }
            asked.add(task + " " + texts);
            sizes.add(texts.size());
            return live.contains(task)
                    ? Optional.of(new Answer(
                            task,
                            7,
                            "run",
                            List.of(),
                            texts.stream()
                                    .map(text -> new Prediction(text, 1, List.of(new Scored(text, 1))))
                                    .toList()))
                    : Optional.empty();
        }

        @Override
        public Optional<String> modality(String task) {
            return live.contains(task) ? Optional.of("text") : Optional.empty();
        }
    }

    private static final class SetClock extends Clock {
        private Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
