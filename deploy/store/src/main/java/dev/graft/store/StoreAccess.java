package dev.graft.store;

import java.util.Map;

/**
 * Who may use the store and which bucket it opens with, read from the environment alone: a secret on a command line is
 * readable by every user of the machine.
 *
 * @param accessKey from {@code GRAFT_STORE_ACCESS_KEY}
 * @param secretKey from {@code GRAFT_STORE_SECRET_KEY}
 * @param bucket from {@code GRAFT_STORE_BUCKET}; {@code graft} when absent
 */
record StoreAccess(String accessKey, String secretKey, String bucket) {

    static StoreAccess from(Map<String, String> environment) {
        return new StoreAccess(
                required(environment, "GRAFT_STORE_ACCESS_KEY"),
                required(environment, "GRAFT_STORE_SECRET_KEY"),
                environment.getOrDefault("GRAFT_STORE_BUCKET", "graft"));
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("environment variable " + name + " is not set");
        }
        return value;
    }

    @Override
    public String toString() {
        return "StoreAccess[accessKey=" + accessKey + ", bucket=" + bucket + "]";
    }
}
