package dev.graft.dashboard.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.dashboard.MeshResource;
import dev.graft.dashboard.live.LiveEvent;
import dev.graft.dashboard.live.LiveEvents;
import dev.graft.dashboard.readmodel.Bounds;
import dev.graft.dashboard.readmodel.ReadModel;
import dev.graft.dashboard.story.Story;
import dev.graft.dashboard.story.StoryTeller;
import dev.graft.platform.event.EventCodec;
import dev.graft.platform.json.Json;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each test tells a story of a task of its own. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class DashboardOverBrokerTest {
    private static final Pattern PART = Pattern.compile("(?:src|<link[^>]* href)=\"([^\"]+)\"");
    private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");

    @Inject
    ReadModel model;

    @Inject
    LiveEvents live;

    @Inject
    CatchUp catchUp;

    @Inject
    TopicEnds ends;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    private StoryTeller teller;

    @BeforeEach
    void awaitThePast() throws Exception {
        catchUp.whenDone().get(60, TimeUnit.SECONDS);
        teller = new StoryTeller(bootstrap);
    }

    @AfterEach
    void close() {
        teller.close();
    }

    @Test
    void is_ready_with_the_past_in_it_though_a_topic_ends_in_no_record() {
        given().get("/q/health/ready").then().statusCode(200);

        given().get("/api/batches/" + MeshResource.PAST.batchId("first"))
                .then()
                .statusCode(200)
                .body("batch.state", equalTo("promoted"))
                .body("batch.announcements", equalTo(1))
                .body("chain.type", hasItem("model.promoted"));
        given().get("/api/overview").then().body("caughtUp", equalTo(true));
    }

    @Test
    void shows_a_whole_story_over_rest() throws InterruptedException {
        Story story = new Story("whole", BEGIN).taskDeclared().success("monday", 1, 0.8);

        tell(story);

        given().get("/api/tasks").then().body("items.name", hasItem("whole"));
        given().get("/api/batches?task=whole&state=promoted").then().body("total", equalTo(1));
        given().get("/api/snapshots?task=whole").then().body("items", hasSize(1));
        given().get("/api/runs?task=whole").then().body("items[0].state", equalTo("promoted"));
        given().get("/api/runs/" + story.runId("monday")).then().body("curve", hasSize(6));
        given().get("/api/evaluations/" + story.runId("monday")).then().body("[0].decision", equalTo("promote"));
        given().get("/api/models").then().body("items.task", hasItem("whole"));
        given().get("/api/models/whole").then().body("model.champion.version", equalTo(1));
    }

    @Test
    void shows_by_which_run_a_batch_was_superseded() throws InterruptedException {
        Story story = new Story("queued", BEGIN)
                .taskDeclared()
                .batchLabelled("monday", "1")
                .batchAccepted("monday", 40)
                .prepared("monday", 40, "monday")
                .superseded("monday", "tuesday")
                .success("tuesday", 1, 0.8);

        tell(story);

        given().get("/api/batches/" + story.batchId("monday"))
                .then()
                .body("batch.state", equalTo("superseded"))
                .body("batch.supersededBy.runId", equalTo(story.runId("tuesday")))
                .body("batch.supersededBy.state", equalTo("promoted"))
                .body("chain.type", hasItem("run.abandoned"));
        given().get("/api/batches?task=queued&state=superseded").then().body("total", equalTo(1));
        given().get("/api/runs/" + story.runId("monday")).then().body("run.reason", equalTo("superseded"));
    }

    @Test
    void shows_a_dead_letter_once_however_often_it_was_written() throws InterruptedException {
        Runnable bury = () ->
                teller.bury("trainer", "graft.dataset.prepared.v1", 5, "letters", "<b>bad</b>", "no event", BEGIN);
        told(List.of("trainer:graft.dataset.prepared.v1:3:5"), bury);
        Story after = new Story("letters", BEGIN).taskDeclared();
        bury.run();

        tell(after);

        given().get("/api/dead-letters?limit=500")
                .then()
                .body("items.findAll { it.key == 'letters' }", hasSize(1))
                .body("items.find { it.key == 'letters' }.reason", equalTo("no event"))
                .body("items.find { it.key == 'letters' }.excerpt", equalTo("<b>bad</b>"));
    }

    @Test
    void goes_on_after_a_poison_record_and_buries_nothing_itself() throws InterruptedException {
        long lettersBefore = letters();
        List<EventType> heard = EventType.happenings().toList();
        for (EventType type : heard) {
            teller.tellNonsense(type, "poison", "{]");
        }

        tell(new Story("poison", BEGIN).taskDeclared().success("monday", 1, 0.8));

        given().get("/api/batches?task=poison").then().body("items[0].state", equalTo("promoted"));
        given().get("/api/overview").then().body("unreadable", greaterThanOrEqualTo(heard.size()));
        assertThat(letters()).isEqualTo(lettersBefore);
        given().get("/q/health").then().statusCode(200);
    }

    @Test
    void a_rebuilt_read_model_is_the_same() throws InterruptedException {
        tell(new Story("rebuilt", BEGIN)
                .taskDeclared()
                .success("monday", 1, 0.8)
                .success("tuesday", 2, 0.9));
        tell(new Story("rebuilt-too", BEGIN).batchLabelled("monday", "1").batchAccepted("monday", 3));

        ReadModel rebuilt = rebuild();

        assertThat(everything(rebuilt)).isEqualTo(everything(model));
    }

    @Test
    void answers_with_problem_details_what_it_cannot_answer() {
        given().get("/api/batches/none")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("none"));
        given().get("/api/runs/none").then().statusCode(404);
        given().get("/api/evaluations/none").then().statusCode(404);
        given().get("/api/models/none").then().statusCode(404);
        given().get("/api/batches?limit=0").then().statusCode(400).contentType("application/problem+json");
        given().get("/api/batches?limit=501").then().statusCode(400);
        given().get("/api/batches?offset=-1").then().statusCode(400);
        given().get("/api/runs?state=asleep").then().statusCode(400).body("detail", containsString("training"));
    }

    @Test
    void says_that_nothing_has_changed_until_something_has() throws InterruptedException {
        String tag =
                given().get("/api/overview").then().statusCode(200).extract().header("ETag");
        given().header("If-None-Match", tag).get("/api/overview").then().statusCode(304);

        tell(new Story("changed", BEGIN).taskDeclared());

        given().header("If-None-Match", tag).get("/api/overview").then().statusCode(200);
    }

    @Test
    void serves_a_page_that_loads_nothing_from_elsewhere() {
        String html = given().get("/")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("default-src 'self'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .extract()
                .asString();
        List<String> parts = PART.matcher(html)
                .results()
                .map(found -> found.group(1))
                .filter(part -> !part.startsWith("data:"))
                .toList();

        assertThat(parts).hasSizeGreaterThanOrEqualTo(3).allMatch(part -> part.startsWith("/"));
        parts.forEach(part -> given().get(part).then().statusCode(200));
    }

    private void tell(Story story) throws InterruptedException {
        told(story.events().stream().map(Event::id).toList(), () -> teller.tell(story.events()));
    }

    /** Returns when the read model has them. */
    private void told(List<String> ids, Runnable sending) throws InterruptedException {
        Set<String> awaited = ConcurrentHashMap.newKeySet();
        awaited.addAll(ids);
        CountDownLatch all = new CountDownLatch(1);
        Consumer<LiveEvent> listener = event -> {
            awaited.remove(event.id());
            if (awaited.isEmpty()) {
                all.countDown();
            }
        };
        live.subscribe(null, listener, () -> {});
        sending.run();
        boolean came = all.await(30, TimeUnit.SECONDS);
        live.unsubscribe(listener);
        assertThat(came).as("still awaited: %s", awaited).isTrue();
    }

    private ReadModel rebuild() {
        ReadModel rebuilt = new ReadModel(Bounds.DEFAULT);
        EventFeed feed = new EventFeed(
                new EventCodec(), rebuilt, new LiveEvents(1), catchUp, new Present(catchUp), new SimpleMeterRegistry());
        Map<String, Object> settings =
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 7);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            Past past = new Past(consumer, ends.now(), 1_000);
            for (var next = past.next(7); !next.isEmpty(); next = past.next(7)) {
                feed.take(next);
            }
        }
        return rebuilt;
    }

    private long letters() {
        return ends.now().entrySet().stream()
                .filter(end -> end.getKey().topic().equals(EventType.DEAD_LETTER_TOPIC))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static String everything(ReadModel model) {
        List<Object> all = new ArrayList<>(List.of(
                model.overview(true),
                model.tasks(500, 0),
                model.snapshots(null, 500, 0),
                model.batches(null, null, 500, 0),
                model.runs(null, null, 500, 0),
                model.models(500, 0),
                model.deadLetters(500, 0)));
        model.batches(null, null, 500, 0).items().forEach(batch -> all.add(model.batch(batch.id())));
        model.runs(null, null, 500, 0).items().forEach(run -> all.add(model.run(run.id())));
        return Json.tree(all.stream().map(Object::toString).toList()).toPrettyString();
    }
}
