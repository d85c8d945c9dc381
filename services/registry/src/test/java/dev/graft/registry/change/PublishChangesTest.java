package dev.graft.registry.change;

import static dev.graft.registry.fixture.Verdicts.TASK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.contracts.event.ModelChanged;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.Death;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.MlflowProcess;
import dev.graft.registry.fixture.StateLog;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.search.ModelState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever changes a model and whoever dies over it, the topic ends with the model's state. */
class PublishChangesTest {
    private static final int MORE_CALLS_THAN_ANY = 30;
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final Instant LATER = NOW.plus(PublishChanges.GRACE).plusSeconds(1);

    private final MemoryStore store = new MemoryStore();
    private final Broker broker = new Broker();
    private final StateLog topic = new StateLog();
    private final MlflowProcess process = new MlflowProcess(store, broker);
    private final PublishChanges publishing = process.publishing(topic, NOW);

    @Test
    void a_state_tells_all_that_a_reader_must_know() {
        process.registry().decide(Verdicts.promote("run-1", null));
        process.registry().decide(Verdicts.refuse("run-2", 1));
        process.mlflow().models().tag(TASK, "team", "support");
        process.mlflow().aliases().set(TASK, "shadow", "2", "ada");
        process.mlflow().versions().describe(TASK, "2", "with the messages of November");

        publishing.publishOwn();

        ModelChanged state = topic.read().get(TASK);
        assertThat(state.champion()).isEqualTo(1);
        assertThat(state.aliases()).isEqualTo(Map.of("champion", 1, "shadow", 2));
        assertThat(state.tags()).isEqualTo(Map.of("team", "support"));
        assertThat(state.moves()).isEqualTo(2);
        assertThat(state.registered()).isEqualTo(2);
        assertThat(state.versions()).extracting(ModelChanged.Version::runId).containsExactly("run-1", "run-2");
        assertThat(state.versions().get(1).description()).isEqualTo("with the messages of November");
        assertThat(process.registry().marks().all()).isEmpty();
    }

    @Test
    void many_changes_are_one_state_and_a_state_that_stands_is_not_published_again() {
        process.mlflow().models().create("by-hand", null, Map.of());
        IntStream.range(0, 20).forEach(i -> process.mlflow().models().tag("by-hand", "key-" + i, "value"));

        publishing.publishOwn();
        MlflowProcess other = new MlflowProcess(store, broker);
        other.publishing(topic, NOW).publishOfOthers();
        other.index().catchUp(other.publishing(topic, NOW)::compare);

        assertThat(topic.read().get("by-hand").tags()).hasSize(20);
        assertThat(topic.published()).isOne();
    }

    @Test
    void a_deleted_model_is_gone_from_the_topic() {
        process.mlflow().models().create("by-hand", null, Map.of());
        publishing.publishOwn();
        process.mlflow().models().delete("by-hand", "ada");

        publishing.publishOwn();

        assertThat(topic.read()).isEmpty();
    }

    @Test
    void what_cannot_be_published_now_is_published_later() {
        process.mlflow().models().create("by-hand", null, Map.of());
        topic.breakDown(true);
        assertThatThrownBy(publishing::publishOwn).hasMessage("the broker is away");
        assertThat(process.registry().changes().waiting()).isOne();
        assertThat(process.registry().marks().all()).isNotEmpty();

        topic.breakDown(false);
        publishing.publishOwn();

        assertThat(topic.read()).containsKey("by-hand");
        assertThat(process.registry().marks().all()).isEmpty();
    }

    static Stream<Death> deaths() {
        return Death.upTo(MORE_CALLS_THAN_ANY);
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void a_promotion_is_published_wherever_the_process_dies(Death death) {
        process.registry().decide(Verdicts.promote("run-1", null));
        publishing.publishOwn();
        dying(death, doomed -> doomed.registry().decide(Verdicts.promote("run-2", 1)));

        assertTheNextProcessPublishesWhatHolds();
        assertThat(broker.distinct(ModelPromoted.class))
                .hasSize(process.registry().book(TASK).history().length());
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void a_tag_is_published_wherever_the_process_dies(Death death) {
        process.registry().decide(Verdicts.promote("run-1", null));
        publishing.publishOwn();
        dying(death, doomed -> doomed.mlflow().versions().tag(TASK, "1", "keep", "for the audit"));

        assertTheNextProcessPublishesWhatHolds();
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void a_version_by_hand_is_published_wherever_the_process_dies(Death death) {
        process.mlflow().models().create(TASK, null, Map.of());
        publishing.publishOwn();
        var wish = new dev.graft.registry.mlflow.EditVersions.Wish("s3://there/1", null, null, "mine", Map.of());
        dying(death, doomed -> doomed.mlflow().versions().register(TASK, wish));

        assertTheNextProcessPublishesWhatHolds();
    }

    /** Dies in the work, or in the publishing of it. */
    private void dying(Death death, java.util.function.Consumer<MlflowProcess> work) {
        MlflowProcess doomed = new MlflowProcess(store, broker, death.faults());
        Death.over(() -> {
            work.accept(doomed);
            doomed.publishing(topic, NOW).publishOwn();
        });
    }

    private void assertTheNextProcessPublishesWhatHolds() {
        MlflowProcess next = new MlflowProcess(store, broker);
        next.publishing(topic, LATER).publishOfOthers();

        ModelState state = new MlflowProcess(store, broker).index().refresh(TASK);
        assertThat(topic.read().get(TASK)).isEqualTo(StateEvents.data(state));
        assertThat(next.registry().marks().all()).isEmpty();
    }

    @Test
    void marks_of_a_process_that_may_live_are_left_to_it() {
        process.mlflow().models().create("by-hand", null, Map.of());
        MlflowProcess other = new MlflowProcess(store, broker);

        other.publishing(topic, NOW).publishOfOthers();

        assertThat(topic.read()).containsKey("by-hand");
        assertThat(process.registry().marks().all()).isNotEmpty();
    }

    @Test
    void two_registries_at_once_end_with_the_state_that_holds() throws InterruptedException {
        process.mlflow().models().create("by-hand", null, Map.of());
        MlflowProcess other = new MlflowProcess(store, broker);
        List<Thread> threads = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        List<RuntimeException> failures = new ArrayList<>();
        for (MlflowProcess each : List.of(process, other)) {
            PublishChanges own = each.publishing(topic, NOW);
            threads.add(new Thread(() -> {
                try {
                    start.await();
                    for (int i = 0; i < 40; i++) {
                        each.mlflow().models().tag("by-hand", "key-" + i, "of " + System.identityHashCode(each));
                        own.publishOwn();
                    }
                } catch (RuntimeException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        threads.forEach(Thread::start);
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(failures).isEmpty();
        ModelState state = new MlflowProcess(store, broker).index().refresh("by-hand");
        assertThat(topic.read().get("by-hand")).isEqualTo(StateEvents.data(state));
    }

    @Test
    void a_state_comes_back_from_its_event_as_it_was() {
        process.registry().decide(Verdicts.promote("run-1", null));
        process.mlflow().aliases().set(TASK, "shadow", "1", "ada");
        process.mlflow().versions().move(TASK, "1", "Staging", false);
        ModelState state = process.index().refresh(TASK);

        assertThat(StateEvents.state(StateEvents.data(state))).contains(state);
    }

    @Test
    void a_model_with_very_many_versions_leaves_out_the_oldest_and_says_so() {
        process.mlflow().models().create("by-hand", null, Map.of());
        for (int i = 0; i <= StateEvents.MAX_VERSIONS; i++) {
            process.registry()
                    .promotions()
                    .registerByHand()
                    .register("by-hand", "s3://there/" + i, "s3://there/" + i, null, null);
        }

        publishing.publishOwn();

        ModelChanged state = topic.read().get("by-hand");
        assertThat(state.versions()).hasSize(StateEvents.MAX_VERSIONS);
        assertThat(state.versions().get(0).version()).isEqualTo(2);
        assertThat(state.versionsOmitted()).isOne();
        assertThat(StateEvents.state(state)).isEmpty();
    }
}
