package dev.graft.launcher.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.launcher.mesh.MeshPlan;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.List;

/** What the running trainer says of its environment: engine, device, natives, as its health interface tells. */
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
            return findings(health());
        } catch (IOException e) {
            return List.of(Finding.ok("Trainer", "not asked: it does not run"));
        }
    }

    private JsonNode health() throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                plan.address("trainer").resolve("/q/health").toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        boolean up = connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        try (InputStream body = up ? connection.getInputStream() : connection.getErrorStream()) {
            return JSON.readTree(body);
        }
    }

    private static List<Finding> findings(JsonNode health) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode check : health.path("checks")) {
            String name = check.path("name").asText();
            String what = name + (check.has("data") ? " " + check.get("data") : "");
            findings.add(
                    check.path("status").asText().equals("UP")
                            ? Finding.ok("Trainer", what)
                            : Finding.fail("Trainer", what + " is down", "read graft logs trainer"));
        }
        return findings;
    }
}
