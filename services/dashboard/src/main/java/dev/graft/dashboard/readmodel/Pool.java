package dev.graft.dashboard.readmodel;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Strings that came lately, so that those which come again (ids in causes, names of tasks and services) are kept once. Ids
 * are most of what the read model holds.
 */
final class Pool {
    private static final int CAPACITY = 8_192;

    private final Map<String, String> strings = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > CAPACITY;
        }
    };

    String of(String text) {
        String known = strings.putIfAbsent(text, text);
        return known == null ? text : known;
    }
}
