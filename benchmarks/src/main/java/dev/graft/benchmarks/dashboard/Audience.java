package dev.graft.benchmarks.dashboard;

import dev.graft.benchmarks.Quantiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Many who follow the live stream at once, beside some who open it and never read. */
final class Audience {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int DEAF_BUFFER = 4 << 10;

    private final URI dashboard;
    private final List<Listener> listeners = new ArrayList<>();

    Audience(URI dashboard) {
        this.dashboard = dashboard;
    }

    /**
     * What came to those who read.
     *
     * @param clients that had every event
     * @param oneMillis from before an event is sent until it has come to a client
     * @param burstMillis from before the first of many is sent until the last has come to a client
     */
    record Reached(int clients, int deaf, int events, Quantiles oneMillis, Quantiles burstMillis) {}

    Reached measure(StoryWriter writer, int clients, int deaf, int events) throws IOException, InterruptedException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < deaf; i++) {
                sockets.add(deafClient());
            }
            connect(clients);
            Quantiles one = reach(writer, "alone", 1);
            Quantiles burst = reach(writer, "burst", events);
            return new Reached(clients, deaf, events, one, burst);
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private void connect(int clients) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request =
                HttpRequest.newBuilder(dashboard.resolve("/api/events")).build();
        Semaphore connected = new Semaphore(0);
        for (int i = 0; i < clients; i++) {
            Listener listener = new Listener(connected);
            listeners.add(listener);
            client.sendAsync(request, HttpResponse.BodyHandlers.fromLineSubscriber(listener));
        }
        if (!connected.tryAcquire(clients, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(connected.availablePermits() + " of " + clients + " clients are connected");
        }
    }

    private Quantiles reach(StoryWriter writer, String name, int events) throws InterruptedException {
        long start = System.nanoTime();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            ids.add(writer.declareNow(name + "-" + i));
        }
        writer.flush();
        while (!listeners.stream().allMatch(listener -> listener.heard(ids))) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                long reached = listeners.stream()
                        .filter(listener -> listener.heard(ids))
                        .count();
                throw new IllegalStateException(reached + " of " + listeners.size() + " clients had every event");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return Quantiles.of(listeners.stream().mapToDouble(listener -> (listener.lastNanos(ids) - start) / 1e6));
    }

    /** It asks for the stream and takes nothing of it. */
    private Socket deafClient() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(DEAF_BUFFER);
        socket.connect(new InetSocketAddress(dashboard.getHost(), dashboard.getPort()));
        String request = "GET /api/events HTTP/1.1\r\nHost: " + dashboard.getAuthority() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
