package dev.graft.launcher.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** The sign by which a process is known to be ready for work. A probe takes at most about a second and never throws. */
public sealed interface Readiness {

    boolean isReady();

    /** The loopback port accepts a connection: the sign of a program that opens it last. */
    record OpenPort(int port) implements Readiness {
        @Override
        public boolean isReady() {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(Ports.LOOPBACK, port), Probe.TIMEOUT_MILLIS);
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** A health address answers 200. */
    record HttpHealth(URI address) implements Readiness {
        @Override
        public boolean isReady() {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) address.toURL().openConnection();
                connection.setConnectTimeout(Probe.TIMEOUT_MILLIS);
                connection.setReadTimeout(Probe.TIMEOUT_MILLIS);
                try {
                    return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
                } finally {
                    connection.disconnect();
                }
            } catch (IOException e) {
                return false;
            }
        }
    }
}
