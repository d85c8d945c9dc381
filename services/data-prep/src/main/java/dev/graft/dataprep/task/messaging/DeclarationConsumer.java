package dev.graft.dataprep.task.messaging;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.TaskDeclarationRequested;
import dev.graft.dataprep.task.Declaration;
import dev.graft.dataprep.task.DeclareTask;
import dev.graft.platform.event.Inbox;
import dev.graft.platform.event.MalformedEvent;
import dev.graft.platform.event.Outbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Declares the tasks that events ask for; a declaration that makes no sense is a dead letter. */
@ApplicationScoped
public class DeclarationConsumer {
    private final Inbox inbox;
    private final Outbox outbox;
    private final DeclareTask declareTask;

    public DeclarationConsumer(Inbox inbox, Outbox outbox, DeclareTask declareTask) {
        this.inbox = inbox;
        this.outbox = outbox;
        this.declareTask = declareTask;
    }

    @Incoming("task-declaration-requested")
    @Blocking
    public void on(ConsumerRecord<String, byte[]> record) {
        inbox.receive(record, TaskDeclarationRequested.class, this::declare);
    }

    private void declare(Event<TaskDeclarationRequested> event) throws MalformedEvent {
        Declaration outcome = declareTask.declare(event.data().declaration(), event);
        if (outcome instanceof Declaration.Invalid invalid) {
            throw new MalformedEvent("the declaration makes no sense: " + invalid.explanation());
        }
        if (outcome instanceof Declaration.InForce inForce) {
            outbox.publish(inForce.event());
        }
    }
}
