package dev.graft.platform.signing;

import com.fasterxml.jackson.databind.JsonNode;

/** Says what a signature's file holds instead of what it should, in few words whatever is in it. */
final class Expected {
    private static final int SHOWN = 100;

    private Expected() {}

    /** @throws IllegalArgumentException when {@code found} is anything else than that text */
    static void text(String wanted, JsonNode found, String what) {
        if (!wanted.equals(found.asText())) {
            throw new IllegalArgumentException(
                    "its " + what + " is '" + shortened(found.asText()) + "' instead of '" + wanted + "'");
        }
    }

    /** @throws IllegalArgumentException when it is no list of one */
    static JsonNode single(JsonNode list, String what) {
        if (!list.isArray() || list.size() != 1) {
            throw new IllegalArgumentException("it holds " + list.size() + " " + what + " instead of one");
        }
        return list.path(0);
    }

    static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
