package dev.graft.benchmarks.overhead;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Small batches of short sentences that never come twice; the same for the same seed. */
public final class TinyBatches {
    static final List<String> LABELS = List.of("parcel", "refund");

    private static final List<List<String>> WORDS = List.of(
            List.of("parcel", "courier", "delivery", "package", "shipment", "tracking", "depot", "driver"),
            List.of("refund", "money", "charge", "payment", "invoice", "card", "billing", "amount"));
    private static final List<String> FILL =
            List.of("my", "the", "late", "wrong", "twice", "again", "where", "please", "today", "still", "second");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random;
    private int count;

    public TinyBatches(long seed) {
        random = new Random(seed);
    }

    /** The declaration of their task: a head alone, two epochs, a gate that a few test rows can pass. */
    public static ObjectNode declaration(String task) {
        ObjectNode declaration = JSON.createObjectNode().put("name", task);
        LABELS.forEach(declaration.putArray("labels")::add);
        declaration.putObject("strategy").put("kind", "linear-probe").put("epochs", 2);
        declaration
                .putObject("gate")
                .put("minimumTestRows", 1)
                .put("maximumLossPerSlice", 1.0)
                .put("confidence", 0);
        declaration.putObject("split").put("validation", 0.2).put("test", 0.2);
        return declaration;
    }

    /** The payload of the next batch. */
    public ObjectNode next(String task, int rows) {
        ObjectNode payload = JSON.createObjectNode().put("task", task);
        ArrayNode array = payload.putArray("rows");
        for (int row = 0; row < rows; row++) {
            int label = row % LABELS.size();
            array.addObject().put("text", sentence(WORDS.get(label))).put("label", LABELS.get(label));
        }
        return payload;
    }

    private String sentence(List<String> topic) {
        count++;
        return pick(FILL) + " " + pick(topic) + " " + pick(FILL) + " " + pick(topic) + " number " + count;
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
