package dev.graft.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.contracts.EventType;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.task.Task;
import dev.graft.launcher.client.BatchAnnouncement;
import dev.graft.launcher.client.BatchFile;
import dev.graft.launcher.client.EventSender;
import dev.graft.launcher.client.EventTail;
import dev.graft.launcher.client.FileReading;
import dev.graft.launcher.client.MeshRest;
import dev.graft.launcher.client.StoreAddress;
import dev.graft.launcher.client.TaskDeclaration;
import dev.graft.launcher.story.BatchFollower;
import dev.graft.launcher.story.Outcome;
import dev.graft.launcher.terminal.Terminal;
import io.minio.ListObjectsArgs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the story does to the running mesh; used by one thread. */
final class DemoMesh implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration SWAP_BOUND = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Terminal terminal;
    private final EventTail tail;
    private final EventSender sender;
    private final StoreAddress store;
    private final MeshRest predictor;
    private final MeshRest registry;

    DemoMesh(Terminal terminal, String bootstrapServers, StoreAddress store, MeshRest predictor, MeshRest registry) {
        this.terminal = terminal;
        this.tail = EventTail.fromNow(bootstrapServers);
        this.sender = new EventSender(bootstrapServers);
        this.store = store;
        this.predictor = predictor;
        this.registry = registry;
    }

    /** Declares the file's task, under the first name {@code <name>}, {@code <name>-2} … that the mesh has no task of. */
    Task declare(Path file) throws IOException, InterruptedException {
        ObjectNode declaration = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
        String name = declaration.path("name").asText();
        String free = name;
        for (int number = 2; isDeclared(free); number++) {
            free = name + "-" + number;
        }
        return new TaskDeclaration(declaration.put("name", free)).send(sender, tail);
    }

    private boolean isDeclared(String name) {
        return store.client()
                .listObjects(ListObjectsArgs.builder()
                        .bucket(store.bucket())
                        .prefix(StoreLayout.taskVersions(name))
                        .build())
                .iterator()
                .hasNext();
    }

    Outcome batch(String task, Path file) throws IOException, InterruptedException {
        BatchAnnouncement batch = new BatchAnnouncement(task, BatchFile.of(file), FileReading.PLAIN, null);
        return follow(batch.sendFile(store, sender));
    }

    /** Sends the file's bytes as an event, whatever they are. */
    Outcome rawEvent(String task, Path file) throws IOException, InterruptedException {
        return follow(sender.send(EventType.BATCH_LABELLED, task, Files.readAllBytes(file)));
    }

    private Outcome follow(String eventId) {
        return new BatchFollower(terminal, tail, eventId).follow(PATIENCE);
    }

    /** The predictor's answers. */
    JsonNode predict(String task, List<String> texts) throws IOException, InterruptedException {
        ObjectNode question = JSON.createObjectNode();
        texts.forEach(question.putArray("texts")::add);
        return predictor.post("/predict/" + task, question);
    }

    /** @return the version that is live now */
    int rollBack(String task, String why) throws IOException, InterruptedException {
        ObjectNode wish = JSON.createObjectNode().put("explanation", why).put("requestedBy", "the demo");
        return registry.post("/models/" + task + "/rollback", wish)
                .path("move")
                .path("version")
                .asInt();
    }

    /** @throws IOException when the predictor does not serve the version within 20 s */
    void awaitServed(String task, int version) throws IOException, InterruptedException {
        long end = System.nanoTime() + SWAP_BOUND.toNanos();
        while (served(task) != version) {
            if (System.nanoTime() > end) {
                throw new IOException("the predictor does not serve version " + version + " of " + task + " after "
                        + SWAP_BOUND.toSeconds() + " s");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private int served(String task) throws IOException, InterruptedException {
        try {
            return predictor.get("/models/" + task).path("version").asInt();
        } catch (MeshRest.Refused e) {
            return 0;
        }
    }

    @Override
    public void close() {
        sender.close();
        tail.close();
    }
}
