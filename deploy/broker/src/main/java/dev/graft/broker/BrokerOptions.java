package dev.graft.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the command line says: where the log lies and on which loopback ports the broker listens.
 *
 * @param dataFolder holds the log and the metadata; created at the first start, kept over restarts
 * @param port clients connect here, 1 to 65535
 * @param controllerPort the KRaft controller's own port, 1 to 65535
 */
record BrokerOptions(Path dataFolder, int port, int controllerPort) {

    static final String USAGE = "usage: --data-dir FOLDER --port PORT --controller-port PORT";

    BrokerOptions {
        dataFolder = dataFolder.toAbsolutePath().normalize();
        requirePort(port, "--port");
        requirePort(controllerPort, "--controller-port");
        if (port == controllerPort) {
            throw new IllegalArgumentException("--port and --controller-port are both " + port);
        }
    }

    /** @throws IllegalArgumentException naming the option that is missing, unknown or no port */
    static BrokerOptions parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " has no value; " + USAGE);
            }
            values.put(arguments[i], arguments[i + 1]);
        }
        BrokerOptions options = new BrokerOptions(
                Path.of(take(values, "--data-dir")), takePort(values, "--port"), takePort(values, "--controller-port"));
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("unknown option " + values.keySet() + "; " + USAGE);
        }
        return options;
    }

    private static String take(Map<String, String> values, String name) {
        String value = values.remove(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing; " + USAGE);
        }
        return value;
    }

    private static int takePort(Map<String, String> values, String name) {
        String value = take(values, name);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is not a number: " + value, e);
        }
    }

    private static void requirePort(int port, String name) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(name + " is not between 1 and 65535: " + port);
        }
    }
}
