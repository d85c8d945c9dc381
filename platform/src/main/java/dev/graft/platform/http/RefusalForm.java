package dev.graft.platform.http;

import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** How a protocol that is not ours puts a refusal; problem details (RFC 9457) stand where there is none. A bean. */
public interface RefusalForm {

    /** @return empty: the refused path is not of this protocol */
    Optional<Response> of(Refusal refusal);
}
