package dev.graft.launcher.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** TCP ports of the loopback interface: which are free to listen on. */
public final class Ports {

    static final String LOOPBACK = "127.0.0.1";

    private static final int LOWEST_BASE = 20_000;
    private static final int HIGHEST_BASE = 31_000;
    private static final int TRIES = 1_000;

    private Ports() {}

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, port), 1);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A random base below the range that the system gives out itself, such that {@code base + 0 … count - 1} are free
     * now.
     *
     * @throws IllegalStateException when there is none
     */
    public static int freeBase(int count) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int base = ThreadLocalRandom.current().nextInt(LOWEST_BASE, HIGHEST_BASE) / count * count;
            if (IntStream.range(base, base + count).allMatch(Ports::isFree)) {
                return base;
            }
        }
        throw new IllegalStateException("no " + count + " neighbouring free ports on the loopback interface");
    }
}
