package dev.graft.registry.openlineage;

import java.util.concurrent.CompletionStage;

/** Whoever takes OpenLineage events outside of the mesh. Thread-safe; its text form says where it is. */
public interface LineageReceiver {
    /** Sends an event, as JSON; fails where no answer came. */
    CompletionStage<Answer> send(byte[] event);

    /** What was answered, with the answer's words. */
    record Answer(Delivery delivery, String reason) {}
}
