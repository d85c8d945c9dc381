package dev.graft.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.contracts.EventType;
import dev.graft.contracts.event.TaskDeclared;
import dev.graft.contracts.task.Task;
import dev.graft.launcher.client.Announcement.DeadLetter;
import dev.graft.launcher.client.Announcement.Fact;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** The wish to declare a task, sent as an event and waited for. */
public record TaskDeclaration(JsonNode declaration) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final ObjectMapper JSON = new ObjectMapper();

    public String task() {
        return declaration.path("name").asText();
    }

    /**
     * @param tail opened before
     * @return the task as it is in force now
     * @throws IOException when the mesh does not accept it, or does not answer in half a minute
     */
    public Task send(EventSender sender, EventTail tail) throws IOException, InterruptedException {
        byte[] payload = JSON.writeValueAsBytes(JSON.createObjectNode().set("declaration", declaration));
        String id = sender.send(EventType.TASK_DECLARATION_REQUESTED, task(), payload);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            for (Announcement announcement : tail.next(POLL)) {
                Optional<TaskDeclared> answer = answer(announcement, id);
                if (answer.isPresent()) {
                    return answer.get().declaration();
                }
            }
        }
        throw new IOException(
                "no answer to the declaration in " + PATIENCE.toSeconds() + " s; see graft logs data-prep");
    }

    private static Optional<TaskDeclared> answer(Announcement announcement, String id) throws IOException {
        if (announcement instanceof DeadLetter letter && id.equals(letter.eventId())) {
            throw new IOException("the declaration was not accepted: " + letter.reason());
        }
        return announcement instanceof Fact fact && id.equals(fact.event().causationId())
                ? fact.as(TaskDeclared.class)
                : Optional.empty();
    }
}
