package dev.graft.learning.tensorboard;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * A TensorBoard event file that grows. TensorBoard reads the files of a folder in the order of their names, as one run.
 * Not safe for several threads.
 *
 * <p>Field numbers are those of TensorBoard's {@code event.proto}, {@code summary.proto} and {@code tensor.proto}.
 */
public final class EventFile implements Closeable {

    private static final String PREFIX = "events.out.tfevents.";
    private static final String VERSION = "brain.Event:2";
    private static final long SESSION_START = 1;
    private static final long STRING = 7;
    private static final long TENSOR = 2;

    private final RecordFile records;
    private final Clock clock;

    private EventFile(RecordFile records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /**
     * Creates the next file of a folder, which is made where it is missing. Its name comes after those that are there,
     * even if the clock went back.
     */
    public static EventFile create(Path folder, Clock clock) throws IOException {
        Files.createDirectories(folder);
        EventFile file = new EventFile(new RecordFile(folder.resolve(nextName(folder, clock))), clock);
        try {
            file.append(0, new ProtoMessage().text(3, VERSION).message(10, new ProtoMessage().text(1, "dev.graft")));
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** Says that training goes on at this step: TensorBoard drops what earlier files have of it and of later steps. */
    public void goesOnAt(long step) throws IOException {
        append(step, new ProtoMessage().message(7, new ProtoMessage().number(1, SESSION_START)));
    }

    /**
     * Adds one point to each of some curves, in one record.
     *
     * @param step place on the curves' x axis, at least 0
     * @param values by tag, such as {@code loss/train}, whose first part groups curves; kept as float32, NaN included
     */
    public void scalars(long step, SortedMap<String, Double> values) throws IOException {
        ProtoMessage summary = new ProtoMessage();
        for (Map.Entry<String, Double> value : values.entrySet()) {
            float number = value.getValue().floatValue();
            summary.message(1, new ProtoMessage().text(1, value.getKey()).number(2, number));
        }
        append(step, new ProtoMessage().message(5, summary));
    }

    /** Adds a text in Markdown. */
    public void text(long step, String tag, String markdown) throws IOException {
        ProtoMessage scalarShape = new ProtoMessage();
        ProtoMessage tensor =
                new ProtoMessage().number(1, STRING).message(2, scalarShape).text(8, markdown);
        ProtoMessage metadata = new ProtoMessage()
                .message(1, new ProtoMessage().text(1, "text"))
                .number(4, TENSOR);
        ProtoMessage value = new ProtoMessage().text(1, tag).message(8, tensor).message(9, metadata);
        append(step, new ProtoMessage().message(5, new ProtoMessage().message(1, value)));
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    /** Appends an event: wall time and step, then {@code what}, whose fields have higher numbers. */
    private void append(long step, ProtoMessage what) throws IOException {
        Instant now = clock.instant();
        ProtoMessage event = new ProtoMessage().number(1, now.getEpochSecond() + now.getNano() / 1e9);
        if (step != 0) {
            event.number(2, step);
        }
        records.append(event.with(what).toByteArray());
    }

    private static String nextName(Path folder, Clock clock) throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.list(folder)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(PREFIX))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        long last = names.stream().mapToLong(EventFile::second).max().orElse(0);
        long second = Math.max(last, clock.instant().getEpochSecond());
        return PREFIX + "%010d.graft.%06d".formatted(second, names.size());
    }

    /** The second in a file's name; 0 where another tool named it otherwise. */
    private static long second(String name) {
        String part = name.substring(PREFIX.length()).split("\\.", 2)[0];
        return part.matches("\\d{1,18}") ? Long.parseLong(part) : 0;
    }
}
