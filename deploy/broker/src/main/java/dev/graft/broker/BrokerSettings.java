package dev.graft.broker;

import java.nio.file.Path;
import java.util.Properties;

/** Kafka's own settings for one node on a small machine: loopback only, one replica, small buffers, facts kept. */
final class BrokerSettings {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    private static final String HOST = "127.0.0.1";
    private static final String CLIENT_LISTENER = "PLAINTEXT";

    private final Properties properties = new Properties();

    private BrokerSettings() {}

    static Properties of(BrokerOptions options, Path logFolder) {
        BrokerSettings settings = new BrokerSettings();
        settings.listeners(options);
        settings.oneReplica();
        settings.smallMachine();
        settings.set("log.dirs", logFolder);
        return settings.properties;
    }

    private void listeners(BrokerOptions options) {
        String client = CLIENT_LISTENER + "://" + HOST + ":" + options.port();
        String controller = CONTROLLER_LISTENER + "://" + HOST + ":" + options.controllerPort();
        set("process.roles", "broker,controller");
        set("node.id", NODE_ID);
        set("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + options.controllerPort());
        set("controller.listener.names", CONTROLLER_LISTENER);
        set("inter.broker.listener.name", CLIENT_LISTENER);
        set("listeners", client + "," + controller);
        set("advertised.listeners", client);
        set("listener.security.protocol.map", CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    }

    private void oneReplica() {
        set("default.replication.factor", 1);
        set("min.insync.replicas", 1);
        set("offsets.topic.replication.factor", 1);
        set("transaction.state.log.replication.factor", 1);
        set("transaction.state.log.min.isr", 1);
        set("share.coordinator.state.topic.replication.factor", 1);
        set("share.coordinator.state.topic.min.isr", 1);
        set("group.initial.rebalance.delay.ms", 0);
        set("auto.create.topics.enable", false);
        // A broker that comes back after kill -9 is refused until its old session has run out.
        set("broker.session.timeout.ms", 3_000);
        set("broker.heartbeat.interval.ms", 500);
    }

    private void smallMachine() {
        set("message.max.bytes", MAX_MESSAGE_BYTES);
        set("socket.request.max.bytes", 4 * MAX_MESSAGE_BYTES);
        set("num.partitions", 1);
        set("offsets.topic.num.partitions", 4);
        set("transaction.state.log.num.partitions", 4);
        set("share.coordinator.state.topic.num.partitions", 4);
        set("num.network.threads", 2);
        set("num.io.threads", 4);
        set("background.threads", 2);
        set("num.recovery.threads.per.data.dir", 2);
        set("log.cleaner.dedupe.buffer.size", 4 * 1024 * 1024);
        set("log.cleaner.io.buffer.size", 256 * 1024);
        set("log.segment.bytes", 64 * 1024 * 1024);
        set("offsets.topic.segment.bytes", 16 * 1024 * 1024);
        set("log.index.size.max.bytes", 1024 * 1024);
        // The events are the facts of the mesh: a read model is rebuilt from the first one on.
        set("log.retention.ms", -1);
    }

    private void set(String name, Object value) {
        properties.setProperty(name, value.toString());
    }
}
