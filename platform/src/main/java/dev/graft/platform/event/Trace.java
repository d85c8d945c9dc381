package dev.graft.platform.event;

import dev.graft.platform.json.Hashes;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** W3C trace context, version 00: {@code 00-<trace id>-<span id>-<flags>}. */
final class Trace {
    private static final Pattern VALID = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
    private static final int SPAN_CHARS = 16;

    private Trace() {}

    /** A span below the parent, or the root of a new trace; the same for the same parent and place. */
    static String childOf(@Nullable String parent, String place) {
        String span = Hashes.id("span", parent == null ? "" : parent, place).substring(0, SPAN_CHARS);
        if (parent == null || !VALID.matcher(parent).matches()) {
            return "00-" + Hashes.id("trace", place) + "-" + span + "-01";
        }
        return parent.substring(0, 36) + span + parent.substring(52);
    }
}
