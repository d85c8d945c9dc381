package dev.graft.platform.store;

import io.minio.MinioClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real S3 server in a process of its own: the one that the environment names, or else the embedded one. */
final class RealStore implements AutoCloseable {
    static final String BUCKET = "platform-test";
    private static final String KEY = "test-access-key";
    private static final String SECRET = "test-secret-key";

    private final @Nullable Process process;
    private final String endpoint;
    private final String access;
    private final String secret;

    RealStore(Path folder) throws IOException, InterruptedException {
        String given = System.getenv("GRAFT_TEST_S3_ENDPOINT");
        if (given != null) {
            process = null;
            endpoint = given;
            access = System.getenv("GRAFT_TEST_S3_ACCESS_KEY");
            secret = System.getenv("GRAFT_TEST_S3_SECRET_KEY");
        } else {
            int port = freePort();
            process = start(folder, port);
            endpoint = "http://127.0.0.1:" + port;
            access = KEY;
            secret = SECRET;
            awaitOpen(port);
        }
        new Bucket(client(secret), BUCKET).ensure();
    }

    MinioObjectStore store() {
        return new MinioObjectStore(client(secret), BUCKET);
    }

    /** A store whose bucket does not exist yet. */
    MinioObjectStore storeIn(String bucket) {
        return new MinioObjectStore(client(secret), bucket);
    }

    MinioObjectStore storeWithWrongSecret() {
        return new MinioObjectStore(client("wrong-" + secret), BUCKET);
    }

    private MinioClient client(String withSecret) {
        return MinioClient.builder()
                .endpoint(endpoint)
                .region("us-east-1")
                .credentials(access, withSecret)
                .build();
    }

    private static Process start(Path folder, int port) throws IOException {
        Path jar = Path.of("..", "deploy", "store", "target", "graft-local-store.jar");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                jar.toString(),
                "--data-dir",
                folder.toString(),
                "--port",
                Integer.toString(port)));
        builder.environment().put("GRAFT_STORE_ACCESS_KEY", KEY);
        builder.environment().put("GRAFT_STORE_SECRET_KEY", SECRET);
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("store.log").toFile())
                .start();
    }

    private void awaitOpen(int port) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (process == null || !process.isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("the embedded store did not come up", e);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
    }
}
