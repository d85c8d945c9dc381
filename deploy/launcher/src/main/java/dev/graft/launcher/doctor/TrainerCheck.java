package dev.graft.launcher.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.launcher.mesh.MeshPlan;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;

/** What the running trainer says of its environment: engine, device, natives; and what its health complains of. */
public final class TrainerCheck implements Check {

    private static final int TIMEOUT_MILLIS = 3_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MeshPlan plan;

    public TrainerCheck(MeshPlan plan) {
        this.plan = plan;
    }

    @Override
    public List<Finding> run() {
        if (plan.find("trainer").isEmpty()) {
            return List.of();
        }
        try {
            List<Finding> findings = new ArrayList<>();
            answer("/environment")
                    .fields()
                    .forEachRemaining(field ->
                            findings.add(Finding.ok("Trainer", field.getKey() + " " + text(field.getValue()))));
            answer("/q/health").path("checks").forEach(check -> findings.addAll(failing(check)));
            return findings;
        } catch (IOException e) {
            return List.of(Finding.ok("Trainer", "not asked: it does not run"));
        }
    }

    /** The body of an answer; an empty object where there is no such path. Health answers with a body in any case. */
    private JsonNode answer(String path) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                plan.address("trainer").resolve(path).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestProperty("Accept", "application/json");
        boolean good = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        if (!good && !path.startsWith("/q/")) {
            return JSON.createObjectNode();
        }
        try (InputStream body = good ? connection.getInputStream() : connection.getErrorStream()) {
            return JSON.readTree(body);
        }
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static List<Finding> failing(JsonNode check) {
        String name = check.path("name").asText();
        return check.path("status").asText().equals("UP")
                ? List.of()
                : List.of(Finding.fail("Trainer", name + " is down " + check.path("data"), "read graft logs trainer"));
    }
}
