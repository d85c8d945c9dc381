package dev.graft.mesh;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * A gate between one service and the object store that can stop the world at one write: just before the store sees it, or
 * just after the store has done it and before the service hears of it. What happens then, as a {@code kill -9}, is the
 * test's affair; the connection stays silent.
 *
 * <p>Each request reaches the store on a connection of its own: one kept open would be closed by the store when it has
 * been idle, which the service, whose own connection to the gate stays open, could not see.
 */
final class StoreGate implements AutoCloseable {
    private final ServerSocket server;
    private final URI store;
    private final AtomicReference<Trap> trap = new AtomicReference<>();

    /** On which side of the store's work the world stops. */
    enum Moment {
        BEFORE_WRITE,
        AFTER_WRITE
    }

    private record Trap(Predicate<String> path, Moment moment, Runnable action) {}

    StoreGate(String storeEndpoint) throws IOException {
        store = URI.create(storeEndpoint);
        server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "store-gate");
        thread.setDaemon(true);
        thread.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Springs once, at the first PUT whose path (with the bucket) matches. */
    void trap(Predicate<String> path, Moment moment, Runnable action) {
        trap.set(new Trap(path, moment, action));
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread thread = new Thread(() -> serve(client), "store-gate-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream requests = new BufferedInputStream(client.getInputStream());
            while (exchange(requests, client.getOutputStream())) {
                // The next request on this connection.
            }
        } catch (IOException e) {
            // A killed service or a stopped store ends its connections; that is what the gate is for.
            System.out.println("store gate: " + e.getMessage());
        }
    }

    private boolean exchange(InputStream requests, OutputStream toClient) throws IOException {
        String head = head(requests);
        if (head.isEmpty()) {
            return false;
        }
        String[] line = head.substring(0, head.indexOf("\r\n")).split(" ", 3);
        Trap sprung = line[0].equals("PUT") ? spring(line[1]) : null;
        if (sprung != null && sprung.moment() == Moment.BEFORE_WRITE) {
            sprung.action().run();
            return false;
        }
        try (Socket upstream = new Socket(store.getHost(), store.getPort())) {
            OutputStream toStore = upstream.getOutputStream();
            toStore.write(head.getBytes(StandardCharsets.ISO_8859_1));
            copyBody(head, requests, toStore, false);
            toStore.flush();
            InputStream responses = new BufferedInputStream(upstream.getInputStream());
            String answer = head(responses);
            if (sprung != null) {
                sprung.action().run();
                return false;
            }
            toClient.write(answer.getBytes(StandardCharsets.ISO_8859_1));
            copyBody(answer, responses, toClient, bodiless(line[0], answer));
            toClient.flush();
            return !answer.isEmpty();
        }
    }

    private Trap spring(String path) {
        Trap set = trap.get();
        return set != null && set.path().test(path) && trap.compareAndSet(set, null) ? set : null;
    }

    private static boolean bodiless(String method, String answer) {
        return method.equals("HEAD") || answer.startsWith("HTTP/1.1 204") || answer.startsWith("HTTP/1.1 304");
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int state = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            state = b == (state % 2 == 0 ? '\r' : '\n') ? state + 1 : (b == '\r' ? 1 : 0);
            if (state == 4) {
                break;
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void copyBody(String head, InputStream in, OutputStream out, boolean bodiless) throws IOException {
        String lower = head.toLowerCase(Locale.ROOT);
        if (bodiless) {
            return;
        }
        if (lower.contains("\r\ntransfer-encoding: chunked")) {
            copyChunks(in, out);
            return;
        }
        int at = lower.indexOf("\r\ncontent-length:");
        if (at >= 0) {
            int from = at + "\r\ncontent-length:".length();
            copy(
                    in,
                    out,
                    Long.parseLong(
                            head.substring(from, head.indexOf("\r\n", from)).trim()));
        }
    }

    private static void copyChunks(InputStream in, OutputStream out) throws IOException {
        long size;
        do {
            String line = line(in);
            out.write(line.getBytes(StandardCharsets.ISO_8859_1));
            size = Long.parseLong(line.split("[;\r]")[0].trim(), 16);
            copy(in, out, size + 2);
        } while (size > 0);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int b;
        do {
            b = in.read();
            line.append((char) b);
        } while (b >= 0 && b != '\n');
        return line.toString();
    }

    private static void copy(InputStream in, OutputStream out, long bytes) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = bytes;
        while (left > 0) {
            int count = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (count < 0) {
                throw new IOException("the connection ended inside a body");
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
