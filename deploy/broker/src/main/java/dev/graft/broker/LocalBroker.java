package dev.graft.broker;

import java.io.IOException;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * The program that runs one Apache Kafka node, broker and controller, on the loopback interface until it is stopped.
 *
 * <p>It says "ready" on its standard output once clients can connect; SIGTERM closes the log cleanly; after a kill the
 * next start recovers it. Exit code 2 is a wrong command line, 1 a start that failed.
 */
public final class LocalBroker {

    private LocalBroker() {}

    /** @param arguments {@code --data-dir FOLDER --port PORT --controller-port PORT} */
    public static void main(String[] arguments) throws IOException {
        BrokerOptions options;
        try {
            options = BrokerOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("graft-local-broker: " + e.getMessage());
            System.exit(2);
            return;
        }
        logWarningsOnly();
        run(options);
    }

    private static void logWarningsOnly() {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT %4$s %3$s %5$s%6$s%n");
        Logger.getLogger("").setLevel(Level.WARNING);
    }

    private static void run(BrokerOptions options) throws IOException {
        Properties settings = BrokerSettings.of(options, new BrokerStorage(options.dataFolder()).open());
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop-broker"));
        try {
            server.startup();
        } catch (RuntimeException e) {
            System.err.println("graft-local-broker: cannot start: " + e);
            System.exit(1);
        }
        System.out.println("graft-local-broker ready on 127.0.0.1:" + options.port());
        server.awaitShutdown();
    }
}
