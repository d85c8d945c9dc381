package dev.graft.dataprep;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.graft.contracts.Event;
import dev.graft.contracts.EventType;
import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.SnapshotManifest;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetPrepared;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.DatasetRejected.Reason;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.TaskDeclarationRequested;
import dev.graft.contracts.event.TaskDeclared;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.event.DeadLetters;
import dev.graft.platform.json.Json;
import dev.graft.platform.store.ObjectStore;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as others see it: over a real broker and a real object store. Each test has a task of its own. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
class DataPrepTest {
    private static final String NO_CHECKSUM = "0".repeat(64);

    @Inject
    ObjectStore store;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    private Wire wire;

    @BeforeEach
    void connect() {
        wire = new Wire(bootstrap);
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    @Test
    void a_batch_goes_in_and_a_snapshot_comes_out(@TempDir Path folder) throws IOException {
        declare("flow", null);

        wire.send("flow-1", inline("flow", 20));

        Event<BatchAccepted> accepted =
                wire.await(BatchAccepted.class, data -> data.task().equals("flow"));
        Event<DatasetPrepared> prepared =
                wire.await(DatasetPrepared.class, data -> data.task().equals("flow"));
        assertThat(accepted.causationId()).isEqualTo("flow-1");
        assertThat(prepared.causationId()).isEqualTo(accepted.id());
        assertThat(prepared.correlationId()).isEqualTo(accepted.data().batchId());
        SnapshotManifest manifest = read(prepared.data().snapshot());
        assertThat(manifest.rows()).isEqualTo(prepared.data().rows());
        ObjectRef shard = manifest.shards().get(0).object();
        store.download(shard.uri(), shard.sha256(), 1 << 20, folder.resolve("shard"));
        assertThat(Shards.read(folder.resolve("shard")))
                .hasSize(20)
                .extracting(DatasetRow::batchId)
                .containsOnly(accepted.data().batchId());
    }

    @Test
    void the_same_batch_announced_five_times_is_one_snapshot() {
        declare("five", null);

        IntStream.range(0, 5).forEach(i -> wire.send("five-" + i, inline("five", 3)));
        wire.send("five-last", new BatchLabelled("five", null, null, rows("other", 3)));

        wire.await(
                DatasetPrepared.class,
                data -> data.task().equals("five") && data.rows().total() == 6);
        assertThat(wire.seen(BatchAccepted.class, data -> data.task().equals("five")))
                .extracting(Event::id)
                .hasSize(6)
                .satisfies(ids -> assertThat(ids.stream().distinct()).hasSize(2));
        assertThat(wire.seen(DatasetPrepared.class, data -> data.task().equals("five")))
                .hasSize(2);
    }

    @Test
    void a_poison_record_becomes_a_dead_letter_and_the_next_batch_is_taken_in() {
        declare("poison", null);

        wire.sendNonsense(EventType.BATCH_LABELLED, "poison", "{ not an event");
        wire.send("poison-2", inline("poison", 1));

        ConsumerRecord<String, byte[]> letter = wire.awaitDeadLetter("poison");
        assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo("{ not an event");
        assertThat(header(letter, DeadLetters.REASON)).contains("no CloudEvent");
        assertThat(header(letter, DeadLetters.SERVICE)).isEqualTo("data-prep");
        wire.await(DatasetPrepared.class, data -> data.task().equals("poison"));
    }

    @Test
    void a_task_is_declared_by_event_and_a_senseless_one_is_a_dead_letter() {
        wire.send("decl-1", new TaskDeclarationRequested(task("by-event", null)));
        wire.send("decl-2", new TaskDeclarationRequested(task("senseless", new Trigger(null, null, "61 * * * *"))));

        Event<TaskDeclared> declared =
                wire.await(TaskDeclared.class, data -> data.task().equals("by-event"));
        assertThat(declared.data().declaration().version()).isEqualTo(1);
        assertThat(declared.causationId()).isEqualTo("decl-1");
        assertThat(header(wire.awaitDeadLetter("senseless"), DeadLetters.REASON))
                .contains("trigger.schedule");
    }

    @Test
    void what_cannot_be_taken_in_is_refused_with_its_reason() {
        declare("refused", null);
        byte[] large = new byte[(64 << 10) + 1];
        ObjectRef tooLarge = store.put("uploads/large.csv", large, "text/csv");

        wire.send("r-1", new BatchLabelled("never-declared", null, null, rows("x", 1)));
        wire.send("r-2", source(store.uri("uploads/nothing.csv"), NO_CHECKSUM));
        wire.send("r-3", source("s3://no-such-bucket/file.csv", NO_CHECKSUM));
        wire.send("r-4", source("s3://graft/../../etc/passwd", NO_CHECKSUM));
        wire.send("r-5", source(tooLarge.uri(), tooLarge.sha256()));
        store.put("uploads/small.csv", "text,label\n".getBytes(StandardCharsets.UTF_8), "text/csv");
        wire.send("r-6", source(store.uri("uploads/small.csv"), NO_CHECKSUM));

        assertThat(reason("r-1")).isEqualTo(Reason.UNKNOWN_TASK);
        assertThat(reason("r-2")).isEqualTo(Reason.OBJECT_MISSING);
        assertThat(reason("r-3")).isEqualTo(Reason.OBJECT_MISSING);
        assertThat(reason("r-4")).isEqualTo(Reason.OBJECT_MISSING);
        assertThat(reason("r-5")).isEqualTo(Reason.TOO_LARGE);
        assertThat(reason("r-6")).isEqualTo(Reason.CHECKSUM_MISMATCH);
    }

    @Test
    void a_debounced_task_makes_one_snapshot_of_several_batches_by_itself() {
        declare("quiet", new Trigger(null, Duration.ofSeconds(2), null));

        wire.send("quiet-1", new BatchLabelled("quiet", null, null, rows("one", 2)));
        wire.send("quiet-2", new BatchLabelled("quiet", null, null, rows("two", 2)));

        Event<DatasetPrepared> prepared =
                wire.await(DatasetPrepared.class, data -> data.task().equals("quiet"));
        assertThat(prepared.data().newBatches()).hasSize(2);
        assertThat(prepared.data().newRows()).isEqualTo(4);
    }

    @Test
    void a_snapshot_is_made_when_somebody_asks_for_it_and_once_only() {
        declare("manual", new Trigger(1_000, null, null));
        problem(post("/tasks/manual/snapshots", "{}"), 409, "none was accepted yet");
        wire.send("manual-1", inline("manual", 4));
        Event<BatchAccepted> accepted =
                wire.await(BatchAccepted.class, data -> data.task().equals("manual"));

        ValidatableResponse made =
                given().post("/tasks/manual/snapshots").then().statusCode(201);

        Event<DatasetPrepared> prepared =
                wire.await(DatasetPrepared.class, data -> data.task().equals("manual"));
        String snapshotId = prepared.data().snapshotId();
        made.header("Location", endsWith("/tasks/manual/snapshots/" + snapshotId))
                .body("eventId", equalTo(prepared.id()))
                .body("snapshotId", equalTo(snapshotId))
                .body("sequence", equalTo(2))
                .body("manifest.uri", equalTo(prepared.data().snapshot().uri()));
        assertThat(prepared.causationId()).isEqualTo(accepted.id());
        assertThat(prepared.data().newRows()).isEqualTo(4);
        get("/tasks/manual/snapshots").statusCode(200).body("total", equalTo(1));
        problem(post("/tasks/manual/snapshots", "{}"), 409, snapshotId + " at place 2; announce a batch");
        problem(post("/tasks/never-declared/snapshots", "{}"), 404, "no task 'never-declared'");
        assertThat(wire.seen(DatasetPrepared.class, data -> data.task().equals("manual")))
                .hasSize(1);
    }

    @Test
    void a_batch_over_rest_is_announced_and_can_be_looked_at() {
        declare("rest", null);
        List<BatchLabelled.Row> rows = List.of(
                new BatchLabelled.Row("good", "refund"),
                new BatchLabelled.Row("bad", "nothing"),
                new BatchLabelled.Row("worse", "nothing"));

        String batchId = post("/tasks/rest/batches", new BatchLabelled("rest", null, null, rows))
                .statusCode(202)
                .extract()
                .path("batchId");

        DatasetPrepared prepared = wire.await(
                        DatasetPrepared.class, data -> data.task().equals("rest"))
                .data();
        assertThat(prepared.newBatches()).containsExactly(batchId);
        get("/tasks/rest/batches")
                .statusCode(200)
                .body("items[0].batchId", equalTo(batchId))
                .body("total", equalTo(1));
        get("/tasks/rest/batches/" + batchId)
                .statusCode(200)
                .body("state", equalTo("accepted"))
                .body("report.rows.quarantined", equalTo(2));
        get("/tasks/rest/batches/" + batchId + "/quarantine?offset=1&limit=1")
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].text", equalTo("worse"))
                .body("total", equalTo(2));
        get("/tasks/rest/snapshots").statusCode(200).body("items[0].snapshotId", equalTo(prepared.snapshotId()));
        get("/tasks/rest/snapshots/" + prepared.snapshotId()).statusCode(200).body("task.version", equalTo(1));
    }

    @Test
    void a_refused_batch_can_be_looked_at_too() {
        declare("bad", null);
        String batchId = post(
                        "/tasks/bad/batches",
                        new BatchLabelled("bad", null, null, List.of(new BatchLabelled.Row("bad", "nothing"))))
                .statusCode(202)
                .extract()
                .path("batchId");

        wire.await(DatasetRejected.class, data -> batchId.equals(data.batchId()));

        get("/tasks/bad/batches?state=rejected").statusCode(200).body("items[0].batchId", equalTo(batchId));
        get("/tasks/bad/batches/" + batchId).statusCode(200).body("reason", equalTo("too-many-bad-rows"));
        get("/tasks/bad/batches/" + batchId + "/quarantine").statusCode(200).body("total", equalTo(1));
    }

    @Test
    void declaring_twice_is_declaring_once() {
        post("/tasks", task("twice", null)).statusCode(201).header("Location", endsWith("/tasks/twice/versions/1"));
        post("/tasks", task("twice", null)).statusCode(200).body("version", equalTo(1));
        post("/tasks", task("twice", new Trigger(5, null, null)))
                .statusCode(201)
                .body("version", equalTo(2));

        get("/tasks/twice").statusCode(200).body("version", equalTo(2));
        get("/tasks/twice/versions/1").statusCode(200).body("trigger.minimumNewRows", equalTo(1));
        get("/tasks?limit=500").statusCode(200).body("items.find { it.name == 'twice' }.version", equalTo(2));
    }

    @Test
    void problems_are_told_with_their_remedy() {
        problem(post("/tasks", "{\"name\":\"Up\",\"labels\":[\"a\",\"b\"]}"), 400, "lower-case letters");
        problem(post("/tasks", "{\"name\":\"x\",\"labels\":[\"a\",\"b\"],\"lables\":1}"), 400, "lables");
        problem(post("/tasks", "{\"name\":\"x\",\"labels\":[\"a\",\"b\"],\"backbone\":\"gpt\"}"), 400, "use one of");
        problem(post("/tasks", "{"), 400, "JSON");
        problem(get("/tasks/nobody"), 404, "GET /tasks lists");
        problem(get("/tasks/..%2f..%2fmodels/batches/x"), 404, "lower-case letters");
        problem(get("/tasks/nobody/batches/..%2fx"), 404, "an id is");
        problem(get("/tasks/nobody/batches/x"), 404, "has no batch");
        problem(get("/tasks?limit=100000"), 400, "limit: give 1 to 500");
        problem(post("/tasks/nobody/batches", "{\"rows\":[]}"), 404, "no task 'nobody'");
        declare("problems", null);
        problem(post("/tasks/problems/batches", "{\"rows\":[]}"), 400, "rows");
        problem(post("/tasks/problems/batches", "{\"task\":\"other\"}"), 400, "leave it out");
        problem(get("/tasks/problems/snapshots/none"), 404, "has no snapshot");
        problem(get("/tasks/problems/versions/7"), 404, "versions 1 to 1");
    }

    private void declare(String name, Trigger trigger) {
        post("/tasks", task(name, trigger)).statusCode(201);
        wire.await(TaskDeclared.class, data -> data.task().equals(name));
    }

    private Reason reason(String announcement) {
        return wire.awaitAnswer(announcement, DatasetRejected.class).data().reason();
    }

    private static Task task(String name, Trigger trigger) {
        return new Task(
                name,
                null,
                null,
                Task.TEXT,
                List.of("refund", "delivery"),
                Task.DEFAULT_BACKBONE,
                null,
                null,
                trigger,
                null);
    }

    private static BatchLabelled inline(String task, int rows) {
        return new BatchLabelled(task, null, null, rows(task, rows));
    }

    private static List<BatchLabelled.Row> rows(String name, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(i -> new BatchLabelled.Row(name + " " + i, "refund"))
                .toList();
    }

    private static BatchLabelled source(String uri, String sha256) {
        return new BatchLabelled("refused", null, new BatchLabelled.Source(uri, sha256, "csv", null, null), null);
    }

    private SnapshotManifest read(ObjectRef reference) {
        String key = reference.uri().substring(store.uri("").length());
        return Json.read(store.find(key).orElseThrow().content(), SnapshotManifest.class);
    }

    private static ValidatableResponse get(String path) {
        return given().urlEncodingEnabled(false).get(path).then();
    }

    private static ValidatableResponse post(String path, Object body) {
        byte[] json = body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : Json.bytes(body);
        return given().contentType(ContentType.JSON).body(json).post(path).then();
    }

    private static void problem(ValidatableResponse response, int status, String detail) {
        response.statusCode(status).contentType("application/problem+json").body("detail", containsString(detail));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
