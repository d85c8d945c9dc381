package dev.graft.registry.webhook;

import static dev.graft.registry.fixture.Verdicts.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import dev.graft.registry.fixture.Broker;
import dev.graft.registry.fixture.Death;
import dev.graft.registry.fixture.MemoryStore;
import dev.graft.registry.fixture.MlflowProcess;
import dev.graft.registry.fixture.Verdicts;
import dev.graft.registry.label.storage.StoredLabels;
import dev.graft.registry.mlflow.EditVersions;
import dev.graft.registry.search.ReadRecords;
import dev.graft.registry.webhook.storage.StoredDeliveries;
import dev.graft.registry.webhook.storage.StoredToldStates;
import dev.graft.registry.webhook.storage.StoredWebhooks;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What webhooks are told of a model's changes, by processes that die and to receivers that are away. */
class OutboxTest {
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(3);
    private static final int MORE_CALLS_THAN_ANY = 40;

    private final MemoryStore store = new MemoryStore();
    private final MlflowProcess process = new MlflowProcess(store, new Broker());
    private final Receiver receiver = new Receiver();
    private final Hands clock = new Hands(Instant.parse("2026-11-20T09:00:00Z"));
    private Webhook webhook;

    @BeforeEach
    void a_webhook_that_hears_of_everything() {
        webhook = parts(store).webhooks().editing().create(wish(List.of(WebhookEvent.values())));
    }

    @Test
    void tells_what_happens_in_the_words_of_mlflow() {
        process.registry().decide(Verdicts.promote("run-1", null));
        look();
        deliver();
        process.mlflow().versions().tag(TASK, "1", "team", "support");
        look();
        deliver();
        process.mlflow().aliases().set(TASK, "shadow", "1", "ada");
        look();
        deliver();
        process.mlflow().versions().untag(TASK, "1", "team");
        look();
        deliver();
        process.mlflow().aliases().delete(TASK, "shadow", "ada");
        look();

        deliver();

        assertThat(receiver.events())
                .containsExactly(
                        "registered_model.created",
                        "model_version.created",
                        "model_version_alias.created",
                        "model_version_tag.set",
                        "model_version_alias.created",
                        "model_version_tag.deleted",
                        "model_version_alias.deleted");
        JsonNode version = receiver.data("model_version.created");
        assertThat(version.path("name").asText()).isEqualTo(TASK);
        assertThat(version.path("version").asText()).isEqualTo("1");
        assertThat(version.path("run_id").asText()).isEqualTo("run-1");
        assertThat(receiver.data("model_version_tag.set").path("value").asText())
                .isEqualTo("support");
        assertThat(receiver.data("model_version_alias.created").path("alias").asText())
                .isEqualTo("champion");
        assertThat(pending()).isEmpty();
    }

    @Test
    void every_move_is_told_though_only_the_outcome_is_looked_at() {
        process.registry().decide(Verdicts.promote("run-1", null));
        process.registry().decide(Verdicts.promote("run-2", 1));
        process.registry().rollBack(TASK);
        process.registry().overrule(TASK, 2);
        look();

        deliver();

        assertThat(receiver.bodies.stream().filter(body -> body.contains("\"champion\"")))
                .extracting(body -> Json.tree(read(body)).at("/data/version").asText())
                .containsExactly("1", "2", "1", "2");
    }

    @Test
    void nothing_is_told_of_what_was_before_the_webhook_or_while_it_was_off() {
        clock.now = Instant.parse("2026-11-25T09:00:00Z"); // Moves are of the 24th.
        parts(store).webhooks().editing().delete(webhook.id());
        process.registry().decide(Verdicts.promote("run-1", null));
        webhook = parts(store).webhooks().editing().create(wish(List.of(WebhookEvent.values())));

        look();
        deliver();

        assertThat(receiver.bodies).isEmpty();
    }

    @Test
    void the_first_webhook_hears_of_the_first_change_of_a_model_that_was_there_before_it() {
        parts(store).webhooks().editing().delete(webhook.id());
        process.registry().decide(Verdicts.promote("run-1", null));
        look();
        clock.now = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        webhook = parts(store).webhooks().editing().create(wish(List.of(WebhookEvent.values())));
        process.mlflow().versions().tag(TASK, "1", "team", "support");

        look();
        deliver();

        assertThat(receiver.events()).containsExactly("model_version_tag.set");
    }

    @Test
    void a_tag_that_is_set_before_the_first_look_is_told_to_who_does_not_hear_of_the_version() {
        process.registry().decide(Verdicts.promote("run-1", null));
        process.mlflow().versions().tag(TASK, "1", "team", "support");
        parts(store).webhooks().editing().update(webhook.id(), wish(List.of(WebhookEvent.TAG_SET)));

        look();
        deliver();

        assertThat(receiver.events()).containsExactly("model_version_tag.set");
    }

    @Test
    void a_webhook_hears_only_of_what_it_asked_for() {
        parts(store).webhooks().editing().update(webhook.id(), wish(List.of(WebhookEvent.VERSION_CREATED)));
        process.registry().decide(Verdicts.promote("run-1", null));
        look();

        deliver();

        assertThat(receiver.events()).containsExactly("model_version.created");
    }

    @Test
    void a_look_that_is_made_twice_tells_once() {
        process.registry().decide(Verdicts.promote("run-1", null));

        look();
        look();
        deliver();
        look();
        deliver();

        assertThat(receiver.ids).doesNotHaveDuplicates().hasSize(3);
    }

    static Stream<Death> deaths() {
        return Death.upTo(MORE_CALLS_THAN_ANY);
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void everything_is_told_wherever_a_process_dies(Death death) {
        process.registry().decide(Verdicts.promote("run-1", null));
        process.mlflow().aliases().set(TASK, "shadow", "1", "ada");
        Parts doomed = parts(death.faults().around(ObjectStore.class, store));
        Death.over(() -> {
            doomed.telling().look(TASK);
            doomed.webhooks().delivering().to(webhook);
        });

        look(); // The record of the change comes again.
        clock.now = clock.now.plus(Duration.ofMinutes(3));
        deliver();

        assertThat(receiver.ids.stream().distinct()).hasSize(4);
        assertThat(receiver.events().stream().distinct())
                .containsExactlyInAnyOrder(
                        "registered_model.created", "model_version.created", "model_version_alias.created");
        assertThat(pending()).isEmpty();
    }

    @Test
    void a_receiver_that_is_away_is_waited_for_and_hears_everything_in_order() {
        process.registry().decide(Verdicts.promote("run-1", null));
        look();
        receiver.status = 503;

        for (int i = 0; i < 6; i++) {
            deliver();
            deliver(); // Within the pause: nobody is called.
            clock.now = clock.now.plus(Duration.ofMinutes(10));
        }
        int triesWhileAway = receiver.ids.size();
        receiver.status = 200;
        clock.now = clock.now.plus(Duration.ofHours(1));
        deliver();

        assertThat(triesWhileAway).isEqualTo(6);
        assertThat(receiver.taken)
                .extracting(body -> read(body).path("action").asText() + " "
                        + read(body).path("entity").asText())
                .containsExactly("created registered_model", "created model_version", "created model_version_alias");
    }

    @Test
    void one_that_is_turned_down_keeps_no_other_waiting() {
        process.registry().decide(Verdicts.promote("run-1", null));
        look();
        receiver.turnsDown = "registered_model";

        deliver();

        assertThat(receiver.taken).hasSize(2);
        assertThat(pending()).hasSize(1);
        assertThat(parts(store)
                        .deliveries()
                        .find(pending().get(0))
                        .orElseThrow()
                        .delivery()
                        .error())
                .isEqualTo("HTTP 400");
    }

    @Test
    void what_is_not_taken_within_the_time_is_put_aside_with_the_reason() {
        process.registry().decide(Verdicts.promote("run-1", null));
        look();
        receiver.status = 500;
        deliver();
        clock.now = clock.now.plus(GIVE_UP_AFTER).plus(Duration.ofDays(10));

        for (int i = 0; i < 3; i++) {
            deliver();
        }

        assertThat(pending()).isEmpty();
        assertThat(parts(store).deliveries().failed(webhook.id()))
                .hasSize(3)
                .allSatisfy(delivery -> assertThat(delivery.error()).isEqualTo("HTTP 500"));
    }

    @Test
    void two_processes_that_deliver_at_once_send_each_once() {
        process.registry().decide(Verdicts.promote("run-1", null));
        look();
        Parts other = parts(store);
        receiver.during = () -> other.webhooks().delivering().to(webhook);

        deliver();

        assertThat(receiver.ids).doesNotHaveDuplicates().hasSize(3);
    }

    @Test
    void a_version_that_is_registered_by_hand_is_told_with_its_words() {
        process.mlflow().models().create("by-hand", "mine", Map.of("team", "support"));
        process.mlflow()
                .versions()
                .register("by-hand", new EditVersions.Wish("s3://there/1", null, null, "first", Map.of("a", "b")));
        clock.now = Instant.now().plusSeconds(60);
        parts(store).telling().look("by-hand");

        deliver();

        assertThat(receiver.data("registered_model.created").path("description").asText())
                .isEqualTo("mine");
        JsonNode version = receiver.data("model_version.created");
        assertThat(version.path("source").asText()).isEqualTo("s3://there/1");
        assertThat(version.path("tags").path("a").asText()).isEqualTo("b");
        assertThat(receiver.events()).doesNotContain("model_version_tag.set");
    }

    private void look() {
        parts(store).telling().look(TASK);
    }

    private void deliver() {
        delivering.to(webhook);
    }

    private List<String> pending() {
        return parts(store).deliveries().pending(webhook.id());
    }

    private final Deliver delivering = parts(store).webhooks().delivering();

    /** Webhooks as one process has them. */
    private record Parts(TellWebhooks telling, Webhooks webhooks, Deliveries deliveries) {}

    private Parts parts(ObjectStore seen) {
        WebhookShelf shelf = new StoredWebhooks(seen);
        Deliveries deliveries = new StoredDeliveries(seen);
        ReadRecords reading = new ReadRecords(process.registry().books(), new StoredLabels(store));
        return new Parts(
                new TellWebhooks(
                        shelf,
                        deliveries,
                        new StoredToldStates(seen),
                        reading,
                        process.registry().books()),
                new Webhooks(
                        shelf,
                        deliveries,
                        receiver,
                        new Targets(java.util.Set.of("https"), false),
                        Optional.empty(),
                        GIVE_UP_AFTER,
                        clock),
                deliveries);
    }

    private static EditWebhooks.Wish wish(List<WebhookEvent> events) {
        return new EditWebhooks.Wish("hook", "https://hooks.example.org", null, events, null, null);
    }

    private static JsonNode read(String body) {
        return Json.read(body.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    /** Answers as it is told to, and keeps what it has heard. */
    private static final class Receiver implements Sender {
        private final List<String> bodies = new ArrayList<>();
        private final List<String> taken = new ArrayList<>();
        private final List<String> ids = new ArrayList<>();
        private int status = 200;
        private String turnsDown = "";
        private Runnable during = () -> {};

        @Override
        public Answer post(String url, Map<String, String> headers, String body) {
            bodies.add(body);
            ids.add(headers.get("X-MLflow-Delivery-Id"));
            Runnable once = during;
            during = () -> {};
            once.run();
            int answer = read(body).path("entity").asText().equals(turnsDown) ? 400 : status;
            if (answer == 200) {
                taken.add(body);
            }
            return new Answer(answer, "");
        }

        List<String> events() {
            return bodies.stream()
                    .map(OutboxTest::read)
                    .map(json -> json.path("entity").asText() + "."
                            + json.path("action").asText())
                    .toList();
        }

        JsonNode data(String event) {
            return read(bodies.get(events().indexOf(event))).path("data");
        }
    }

    /** A clock whose hands are moved. */
    private static final class Hands extends Clock {
        private Instant now;

        private Hands(Instant now) {
            this.now = now;
        }

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
