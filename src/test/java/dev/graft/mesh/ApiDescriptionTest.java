package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.platform.json.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every service says of its calls at {@code /q/openapi}, against the list of calls in {@code docs/roles.md}. */
class ApiDescriptionTest {
    private static final Path ROLES = Path.of(System.getProperty("graft.project"), "docs/roles.md");
    private static final Pattern ROW = Pattern.compile("\\| ([a-z-]+) \\| `([A-Z]+ [^`]+)` \\| ([a-z]+) \\|");
    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    /** They refuse whatever MLflow has beside its model registry. */
    private static final String NO_CALL = "/api/2.0/mlflow/{call}";

    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    @ParameterizedTest
    @ValueSource(strings = {"data-prep", "trainer", "evaluator", "registry", "predictor", "dashboard"})
    void every_call_is_described_with_its_role_and_its_refusals(String service) throws Exception {
        JsonNode api = description(service);
        Map<String, JsonNode> calls = calls(api);

        assertThat(api.path("openapi").asText()).startsWith("3.1");
        assertThat(api.at("/info/title").asText()).isNotBlank();
        assertThat(rolesOf(calls)).isEqualTo(listed(service));
        calls.forEach((name, call) -> {
            assertThat(call.path("summary").asText()).as(name).isNotBlank();
            assertThat(call.at("/responses/default/description").asText())
                    .as(name)
                    .isNotBlank();
            assertThat(call.at("/responses/default/content").isEmpty()).as(name).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"data-prep", "trainer", "evaluator", "registry", "predictor", "dashboard"})
    void a_description_is_whole(String service) throws Exception {
        JsonNode api = description(service);

        assertThat(api.findValuesAsText("$ref"))
                .allSatisfy(
                        reference -> assertThat(api.at(reference.substring(1)).isMissingNode())
                                .as(reference)
                                .isFalse());
        assertThat(api.findValuesAsText("operationId")).doesNotHaveDuplicates();
        calls(api)
                .forEach((name, call) -> assertThat(pathParameters(api, name))
                        .as(name)
                        .containsAll(PARAMETER
                                .matcher(name)
                                .results()
                                .map(found -> found.group(1))
                                .toList()));
    }

    @Test
    void an_answer_that_somebody_has_is_not_sent_again() throws Exception {
        Mesh.shared().declare(Rows.quickTask("described"));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(Mesh.shared().service("data-prep").url().resolve("/tasks/described/versions/1"));
        HttpClient client = HttpClient.newHttpClient();

        HttpResponse<String> first = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        String tag = first.headers().firstValue("ETag").orElse("");
        HttpResponse<String> same =
                client.send(request.header("If-None-Match", tag).build(), HttpResponse.BodyHandlers.ofString());
        HttpResponse<String> other = client.send(
                request.setHeader("If-None-Match", "\"another\"").build(), HttpResponse.BodyHandlers.ofString());

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(tag).matches("\"[0-9a-f]{64}\"");
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.headers().firstValue("ETag")).contains(tag);
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.body()).isEqualTo(first.body());
    }

    private static JsonNode description(String service) throws IOException, InterruptedException {
        HttpResponse<String> answer = Mesh.shared().get(service, "/q/openapi?format=json");
        assertThat(answer.statusCode()).isEqualTo(200);
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    /** By HTTP method and path. */
    private static Map<String, JsonNode> calls(JsonNode api) {
        Map<String, JsonNode> calls = new TreeMap<>();
        api.path("paths")
                .properties()
                .forEach(path -> METHODS.stream()
                        .filter(path.getValue()::has)
                        .forEach(method -> calls.put(
                                method.toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                path.getValue().path(method))));
        return calls;
    }

    private static Map<String, String> rolesOf(Map<String, JsonNode> calls) {
        Map<String, String> roles = new TreeMap<>();
        calls.forEach(
                (name, call) -> roles.put(name, call.at("/security/0/token/0").asText()));
        return roles;
    }

    private static Map<String, String> listed(String service) throws IOException {
        Map<String, String> roles = new TreeMap<>();
        for (MatchResult row : ROW.matcher(Files.readString(ROLES)).results().toList()) {
            if (row.group(1).equals(service) && !row.group(2).endsWith(NO_CALL)) {
                roles.put(row.group(2), row.group(3));
            }
        }
        assertThat(roles).isNotEmpty();
        return roles;
    }

    /** Declared for a call, or for its path. */
    private static List<String> pathParameters(JsonNode api, String name) {
        String[] call = name.split(" ", 2);
        JsonNode item = api.path("paths").path(call[1]);
        return Stream.concat(
                        item.path("parameters").valueStream(),
                        item.path(call[0].toLowerCase(Locale.ROOT))
                                .path("parameters")
                                .valueStream())
                .filter(parameter -> parameter.path("in").asText().equals("path"))
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }
}
