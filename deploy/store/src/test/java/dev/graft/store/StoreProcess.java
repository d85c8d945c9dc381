package dev.graft.store;

import io.minio.MinioClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A store in a child JVM, as the launcher runs it. */
final class StoreProcess implements AutoCloseable {

    static final String BUCKET = "graft";

    private final Path data;
    private final Path log;
    private final int port;
    private Process process;

    StoreProcess(Path folder) throws IOException, InterruptedException {
        this.data = folder.resolve("data");
        this.log = folder.resolve("store.log");
        this.port = freePort();
        this.process = launch();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process launch() throws IOException, InterruptedException {
        Files.deleteIfExists(log);
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.graft.store.LocalStore",
                "--data-dir",
                data.toString(),
                "--port",
                String.valueOf(port)));
        builder.environment().put("GRAFT_STORE_ACCESS_KEY", "tester");
        builder.environment().put("GRAFT_STORE_SECRET_KEY", "a-secret-of-this-test");
        Process started =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (!Files.readString(log).contains("ready")) {
            if (!started.isAlive() || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("the store did not start: " + Files.readString(log));
            }
            Thread.sleep(20);
        }
        return started;
    }

    MinioClient client() {
        return clientWith("a-secret-of-this-test");
    }

    MinioClient clientWith(String secret) {
        return MinioClient.builder()
                .endpoint("http://127.0.0.1:" + port)
                .credentials("tester", secret)
                .region("us-east-1")
                .build();
    }

    Path data() {
        return data;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    void killAndRestart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = launch();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
