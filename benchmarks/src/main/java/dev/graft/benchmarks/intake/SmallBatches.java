package dev.graft.benchmarks.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graft.benchmarks.Quantiles;
import dev.graft.benchmarks.ServiceProcesses;
import dev.graft.launcher.terminal.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Many small batches of one task, one after the other: what batch n costs with n before it. */
final class SmallBatches {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 2;
    private static final int FIRST = 10;
    private static final int WINDOW = 100;

    private final Producer producer;
    private final ServiceProcesses process;
    private final RandomRows source;
    private final int rows;

    /** @param rows of a batch */
    SmallBatches(Producer producer, ServiceProcesses process, int chars, int rows) {
        this.producer = producer;
        this.process = process;
        this.source = new RandomRows(SEED, chars);
        this.rows = rows;
    }

    /**
     * What batches of a part of the order cost, milliseconds.
     *
     * @param from the first one, from 1
     * @param cpuMillis of data-prep, the mean of them
     * @param resident data-prep's resident set behind the last one, in bytes
     */
    record Window(int from, int to, double p50, double p99, double cpuMillis, long resident) {}

    /** @param snapshots whether each batch is followed by a snapshot, whose time then is part of the batch's */
    List<Window> measure(int batches, Declarations declarations, boolean snapshots)
            throws IOException, InterruptedException {
        String task = snapshots ? "intake-small-snapshots" : "intake-small";
        producer.declare(declarations.task(task, snapshots));
        List<Window> windows = new ArrayList<>();
        for (int from = 0; from < batches; ) {
            int to = Math.min(batches, from < FIRST ? FIRST : from - from % WINDOW + WINDOW);
            double cpu = process.cpuSeconds();
            double[] millis = new double[to - from];
            for (int i = 0; i < millis.length; i++) {
                millis[i] =
                        1e3 * producer.announce(task, batch(task), snapshots).seconds();
            }
            Quantiles of = Quantiles.of(IntStream.range(0, millis.length).mapToDouble(i -> millis[i]));
            double cpuMillis = 1e3 * (process.cpuSeconds() - cpu) / millis.length;
            windows.add(new Window(from + 1, to, of.p50(), of.p99(), cpuMillis, process.residentBytes()));
            from = to;
        }
        return windows;
    }

    static Table table(List<Window> windows) {
        Table table = new Table("batches", "p50 ms", "p99 ms", "CPU ms each", "RSS MiB");
        for (Window each : windows) {
            table.row(
                    each.from + " to " + each.to,
                    Math.round(each.p50),
                    Math.round(each.p99),
                    String.format(Locale.ROOT, "%.1f", each.cpuMillis),
                    each.resident >> 20);
        }
        return table;
    }

    private ObjectNode batch(String task) {
        ObjectNode batch = JSON.createObjectNode().put("task", task);
        var array = batch.putArray("rows");
        for (int row = 0; row < rows; row++) {
            RandomRows.Row next = source.next();
            array.addObject().put("text", next.text()).put("label", next.label());
        }
        return batch;
    }
}
