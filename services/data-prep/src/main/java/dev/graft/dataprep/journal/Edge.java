package dev.graft.dataprep.journal;

import dev.graft.platform.event.Events;
import dev.graft.platform.step.Steps;
import dev.graft.platform.store.ObjectStore;
import java.time.Clock;

/** What the use cases need of the world outside. */
public record Edge(ObjectStore store, Steps steps, Events events, EventSink sink, Clock clock) {}
