package dev.graft.store;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the command line says: the folder that holds the objects, and the loopback port.
 *
 * @param dataFolder one sub-folder a bucket; created at the first start, kept over restarts
 * @param port 1 to 65535
 */
record StoreOptions(Path dataFolder, int port) {

    static final String USAGE = "usage: --data-dir FOLDER --port PORT";

    StoreOptions {
        dataFolder = dataFolder.toAbsolutePath().normalize();
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("--port is not between 1 and 65535: " + port);
        }
    }

    /** @throws IllegalArgumentException naming the option that is missing, unknown or no port */
    static StoreOptions parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " has no value; " + USAGE);
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        Path folder = Path.of(take(values, "--data-dir"));
        String port = take(values, "--port");
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("unknown option " + values.keySet() + "; " + USAGE);
        }
        try {
            return new StoreOptions(folder, Integer.parseInt(port));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--port is not a number: " + port, e);
        }
    }

    private static String take(Map<String, String> values, String name) {
        String value = values.remove(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing; " + USAGE);
        }
        return value;
    }
}
