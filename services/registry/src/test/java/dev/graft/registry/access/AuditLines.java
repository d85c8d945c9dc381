package dev.graft.registry.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the audit trail logs while it is open. */
final class AuditLines extends Handler {
    private final Logger logger = Logger.getLogger("dev.graft.audit");
    private final List<String> lines = new CopyOnWriteArrayList<>();

    static AuditLines open() {
        AuditLines lines = new AuditLines();
        lines.logger.addHandler(lines);
        return lines;
    }

    List<String> all() {
        return lines;
    }

    /** Entries of paths that hold a text. */
    List<JsonNode> of(String path) {
        return lines.stream()
                .map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class))
                .filter(entry -> entry.path("path").asText().contains(path))
                .toList();
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
