package dev.graft.dashboard.story;

import dev.graft.contracts.EventType;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.ModelEvaluated.Decision;
import java.time.Duration;
import java.time.Instant;

/**
 * Fills a running broker with a day of a mesh, to look at the page with: {@code main <bootstrap servers>}. It ends with one
 * run in training, one waiting for its verdict and one batch that nobody has answered.
 */
public final class Demo {
    private static final String EVIL = "<img src=x onerror=alert(1)> \"quoted\" & more";

    private Demo() {}

    public static void main(String[] arguments) {
        Instant begin = Instant.now().minus(Duration.ofMinutes(22));
        try (StoryTeller teller = new StoryTeller(arguments[0])) {
            teller.tell(messages(begin).events());
            teller.tell(reviews(begin.plusSeconds(300)).events());
            teller.tellNonsense(EventType.BATCH_LABELLED, "customer-messages", "{\"rows\":[{\"text\":");
            teller.bury(
                    "data-prep",
                    EventType.BATCH_LABELLED.topic(),
                    17,
                    "customer-messages",
                    "{\"task\":\"customer-messages\",\"rows\":[{\"text\":\"Wo ist mein Paket?\",\"label\":",
                    "the payload is not readable as JSON: Unexpected end-of-input within an object",
                    begin.plusSeconds(700));
            teller.bury(
                    "data-prep",
                    EventType.BATCH_LABELLED.topic(),
                    18,
                    EVIL,
                    EVIL,
                    "the record is no CloudEvent 1.0 (Could not parse): send the headers ce_specversion, ce_id,"
                            + " ce_source and ce_type, or a structured event with content-type"
                            + " application/cloudevents+json",
                    begin.plusSeconds(900));
        }
    }

    private static Story messages(Instant begin) {
        Story story = new Story("customer-messages", begin).taskDeclared();
        story.success("First messages of March", 1, 0.78)
                .waits(Duration.ofMinutes(3))
                .success("Messages of the second week", 2, 0.896)
                .waits(Duration.ofMinutes(2))
                .batchLabelled("The second week again, labels shuffled", "1")
                .batchLabelled("The second week again, labels shuffled", "2")
                .batchAccepted("The second week again, labels shuffled", 310)
                .prepared("shuffled", 310, "The second week again, labels shuffled")
                .runStarted("shuffled", 1, 0, 6, 2);
        for (int epoch = 1; epoch <= 4; epoch++) {
            story.waits(Duration.ofSeconds(9)).epoch("shuffled", epoch, 6, 0.41);
        }
        String worse = "macro F1 0.485 against 0.896: a loss of 0.411.";
        return story.runCompleted("shuffled", 4, 0.42)
                .waits(Duration.ofSeconds(4))
                .evaluated("shuffled", 1, 2, Decision.REFUSE, 0.485, worse)
                .rejected("shuffled", 3, 2, worse)
                .waits(Duration.ofMinutes(2))
                .batchLabelled("Export of the old ticket system", "1")
                .batchRejected(
                        "Export of the old ticket system",
                        DatasetRejected.Reason.TOO_MANY_BAD_ROWS,
                        "127 of 310 rows (41 %) were quarantined, more than the 20 % that are allowed; most have a"
                                + " label that the task does not have. The report lists them.")
                .waits(Duration.ofMinutes(3))
                .batchLabelled("Messages of the weekend", "1")
                .batchAccepted("Messages of the weekend", 61)
                .prepared("weekend", 61, "Messages of the weekend")
                .batchLabelled("Messages of the third week", "1")
                .batchAccepted("Messages of the third week", 522)
                .prepared("third", 522, "Messages of the third week")
                .superseded("weekend", "third")
                .runStarted("third", 1, 0, 8, 2)
                .waits(Duration.ofSeconds(12))
                .epoch("third", 1, 8, 0.93)
                .waits(Duration.ofSeconds(12))
                .epoch("third", 2, 8, 0.93)
                .waits(Duration.ofSeconds(12))
                .epoch("third", 3, 8, 0.93)
                .waits(Duration.ofSeconds(12))
                .epoch("third", 4, 8, 0.93)
                .waits(Duration.ofSeconds(12))
                .epoch("third", 5, 8, 0.93)
                .batchLabelled(EVIL, "1");
    }

    private static Story reviews(Instant begin) {
        Story story = new Story("product-reviews", begin).taskDeclared();
        story.success("Reviews of 2025", 1, 0.83)
                .waits(Duration.ofMinutes(1))
                .success("Reviews of January", 2, 0.85)
                .rolledBack(1, 2, "Version 2 was trained on the wrong shop; back to what was live before.")
                .batchLabelled("Reviews of February, few", "1")
                .batchAccepted("Reviews of February, few", 18)
                .batchLabelled("Reviews of March", "1")
                .batchAccepted("Reviews of March", 260)
                .prepared("march", 278, "Reviews of February, few", "Reviews of March")
                .runStarted("march", 1, 0, 6, 1);
        for (int epoch = 1; epoch <= 6; epoch++) {
            story.waits(Duration.ofSeconds(8)).epoch("march", epoch, 6, 0.88);
        }
        return story.runCompleted("march", 6, 0.88);
    }
}
