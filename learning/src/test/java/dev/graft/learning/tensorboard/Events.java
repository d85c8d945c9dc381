package dev.graft.learning.tensorboard;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads event files back, with protobuf's own parser. */
final class Events {

    private Events() {}

    /** What a record says; {@code sessionStart} where it tells TensorBoard to drop later steps. */
    record Event(long step, boolean sessionStart, Map<String, Float> scalars, Map<String, String> texts) {}

    /** All events of a folder, in the order of the files' names. */
    static List<Event> read(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> files = Files.list(folder)) {
            paths = files.sorted().toList();
        }
        List<Event> events = new ArrayList<>();
        for (Path path : paths) {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining()) {
                byte[] record = new byte[Math.toIntExact(bytes.getLong())];
                bytes.getInt();
                bytes.get(record).getInt();
                events.add(event(UnknownFieldSet.parseFrom(record)));
            }
        }
        return events;
    }

    private static Event event(UnknownFieldSet message) throws InvalidProtocolBufferException {
        Event event = new Event(
                message.hasField(2) ? message.getField(2).getVarintList().get(0) : 0,
                message.hasField(7),
                new TreeMap<>(),
                new TreeMap<>());
        for (ByteString summary : message.getField(5).getLengthDelimitedList()) {
            for (ByteString bytes :
                    UnknownFieldSet.parseFrom(summary).getField(1).getLengthDelimitedList()) {
                UnknownFieldSet value = UnknownFieldSet.parseFrom(bytes);
                String tag = first(value, 1).toStringUtf8();
                if (value.hasField(2)) {
                    event.scalars.put(
                            tag,
                            Float.intBitsToFloat(
                                    value.getField(2).getFixed32List().get(0)));
                } else {
                    UnknownFieldSet tensor = UnknownFieldSet.parseFrom(first(value, 8));
                    event.texts.put(tag, first(tensor, 8).toStringUtf8());
                }
            }
        }
        return event;
    }

    private static ByteString first(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().get(0);
    }
}
