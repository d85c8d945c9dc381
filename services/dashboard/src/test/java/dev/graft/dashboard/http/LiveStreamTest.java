package dev.graft.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.Event;
import dev.graft.dashboard.MeshResource;
import dev.graft.dashboard.live.LiveEvent;
import dev.graft.dashboard.live.LiveEvents;
import dev.graft.dashboard.story.Story;
import dev.graft.dashboard.story.StoryTeller;
import dev.graft.platform.json.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@QuarkusTestResource(MeshResource.class)
@Timeout(60)
class LiveStreamTest {
    private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");

    @TestHTTPResource("/api/events")
    URI address;

    @Inject
    LiveClients clients;

    @Inject
    LiveEvents live;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @Test
    void sends_each_event_as_it_happens_to_whoever_wants_its_task() throws Exception {
        Story mine = new Story("live", BEGIN)
                .taskDeclared()
                .batchLabelled("monday", "1")
                .batchAccepted("monday", 3);
        Story other = new Story("live-other", BEGIN).taskDeclared();
        try (Client client = new Client("?task=live", null)) {
            client.untilComment("heartbeat");

            tell(other, mine);

            Message declared = client.next();
            Message labelled = client.next();
            Message accepted = client.next();
            assertThat(List.of(declared.name, labelled.name, accepted.name))
                    .containsExactlyInAnyOrder("task.declared", "batch.labelled", "batch.accepted");
            Message batch = List.of(declared, labelled, accepted).stream()
                    .filter(message -> message.name.equals("batch.labelled"))
                    .findFirst()
                    .orElseThrow();
            assertThat(batch.id).isEqualTo("crm-live-monday-1");
            assertThat(batch.data.path("task").asText()).isEqualTo("live");
            assertThat(batch.data.path("type").asText()).isEqualTo("batch.labelled");
            assertThat(batch.data.path("time").asText()).isNotEmpty();
            assertThat(batch.data.path("data").path("rowCount").asInt()).isEqualTo(1);
            assertThat(batch.data.path("data").has("rows")).isFalse();
        }
    }

    @Test
    void goes_on_after_the_last_event_that_a_client_has() throws Exception {
        for (int i = 1; i <= 3; i++) {
            live.publish(new LiveEvent("resume-" + i, "task.declared", "resume", "{}"));
        }

        try (Client client = new Client("?task=resume", "resume-1")) {
            assertThat(client.next().id).isEqualTo("resume-2");
            assertThat(client.next().id).isEqualTo("resume-3");
        }
    }

    @Test
    void tells_a_client_that_was_away_for_too_long_to_read_anew() throws Exception {
        try (Client client = new Client("", "an event of long ago")) {
            assertThat(client.next().name).isEqualTo("resync");
        }
    }

    @Test
    void cuts_off_a_client_that_does_not_keep_up() {
        AtomicBoolean cutOff = new AtomicBoolean();
        AssertSubscriber<OutboundSseEvent> slow = clients.stream(new SseImpl(), null, "slow", () -> cutOff.set(true))
                .subscribe()
                .withSubscriber(AssertSubscriber.create(2));

        for (int i = 0; i < 200; i++) {
            live.publish(new LiveEvent("slow-" + i, "task.declared", "slow", "{}"));
        }

        assertThat(cutOff).isTrue();
        slow.request(Long.MAX_VALUE).awaitCompletion();
        assertThat(slow.getItems()).hasSizeLessThan(150);
    }

    private void tell(Story... stories) {
        try (StoryTeller teller = new StoryTeller(bootstrap)) {
            for (Story story : stories) {
                List<Event<?>> events = story.events();
                teller.tell(events);
            }
        }
    }

    /** A message of the stream. */
    private record Message(String name, String id, JsonNode data) {}

    /** A reader of the stream, as simple as the format. */
    private final class Client implements AutoCloseable {
        private final BufferedReader lines;

        Client(String query, String lastId) throws IOException, InterruptedException {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + query));
            if (lastId != null) {
                request.header("Last-Event-ID", lastId);
            }
            var response = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        }

        void untilComment(String comment) throws IOException {
            String line = lines.readLine();
            while (!line.equals(":" + comment)) {
                line = lines.readLine();
            }
        }

        Message next() throws IOException {
            List<String> fields = new ArrayList<>();
            while (fields.stream().noneMatch(field -> field.startsWith("data:"))) {
                fields.clear();
                for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                    fields.add(line);
                }
            }
            return new Message(
                    field(fields, "event:"), field(fields, "id:"), Json.mapper().readTree(field(fields, "data:")));
        }

        private static String field(List<String> fields, String name) {
            return fields.stream()
                    .filter(field -> field.startsWith(name))
                    .map(field -> field.substring(name.length()).strip())
                    .findFirst()
                    .orElse("");
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
