package dev.graft.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A broker in a child JVM, as the launcher runs it. */
final class BrokerProcess implements AutoCloseable {

    private final Path data;
    private final Path log;
    private final int port;
    private final int controllerPort;
    private Process process;

    BrokerProcess(Path folder) throws IOException, InterruptedException {
        this.data = folder.resolve("kafka");
        this.log = folder.resolve("broker.log");
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = one.getLocalPort();
            this.controllerPort = other.getLocalPort();
        }
        this.process = launch();
    }

    private Process launch() throws IOException, InterruptedException {
        Files.deleteIfExists(log);
        Process started = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.graft.broker.LocalBroker",
                        "--data-dir",
                        data.toString(),
                        "--port",
                        String.valueOf(port),
                        "--controller-port",
                        String.valueOf(controllerPort)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!Files.readString(log).contains("ready")) {
            if (!started.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("the broker did not start: " + Files.readString(log));
            }
            Thread.sleep(20);
        }
        return started;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void restart() throws IOException, InterruptedException {
        process = launch();
    }

    @Override
    public void close() throws InterruptedException {
        stop();
    }
}
