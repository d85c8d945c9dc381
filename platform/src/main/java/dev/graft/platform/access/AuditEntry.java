package dev.graft.platform.access;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.graft.platform.json.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One request that would change something, and what became of it: who, as what, how that is known, which role it needed, what
 * it asked for, and the HTTP status. It holds no query, no body and no credentials.
 *
 * @param role null: none
 */
@JsonPropertyOrder({"by", "proof", "role", "needed", "method", "path", "status"})
public record AuditEntry(
        String by, Caller.Proof proof, @Nullable Role role, Role needed, String method, String path, int status) {
    private static final int MAX_PATH_CHARS = 500;
    private static final int MAX_METHOD_CHARS = 20;

    public static AuditEntry of(Caller caller, Role needed, String method, String path, int status) {
        return new AuditEntry(
                PlainText.of(caller.name(), PlainText.MAX_NAME_CHARS + 20),
                caller.proof(),
                caller.role(),
                needed,
                PlainText.of(method, MAX_METHOD_CHARS),
                PlainText.of(path, MAX_PATH_CHARS),
                status);
    }

    /** One line of JSON. */
    public String line() {
        return new String(Json.bytes(this), StandardCharsets.UTF_8);
    }
}
