package dev.graft.launcher.lifecycle;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;

/** A service that does nothing: listens after a while, ends on SIGTERM unless it is stubborn. */
public final class DummyService {

    private DummyService() {}

    /** @param arguments port, milliseconds until ready, and any of {@code fails}, {@code stubborn} */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> given = Arrays.asList(arguments);
        if (given.contains("fails")) {
            System.out.println("this service was made to fail");
            System.exit(3);
        }
        if (given.contains("stubborn")) {
            Runtime.getRuntime().addShutdownHook(new Thread(DummyService::sleepLong));
        }
        Thread.sleep(Long.parseLong(arguments[1]));
        try (ServerSocket socket =
                new ServerSocket(Integer.parseInt(arguments[0]), 50, InetAddress.getByName("127.0.0.1"))) {
            while (true) {
                try (Socket client = socket.accept()) {
                    client.getOutputStream().write('.');
                }
            }
        }
    }

    private static void sleepLong() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
