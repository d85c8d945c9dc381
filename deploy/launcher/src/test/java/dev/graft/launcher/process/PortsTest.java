package dev.graft.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortsTest {

    @Test
    void tells_a_free_port_from_a_taken_one() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
            assertThat(Ports.isFree(port)).isFalse();
        }
        assertThat(Ports.isFree(port)).isTrue();
    }

    @Test
    void sees_a_listener_on_every_interface() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            assertThat(Ports.isFree(socket.getLocalPort())).isFalse();
        }
    }

    @Test
    void finds_neighbouring_free_ports() {
        int base = Ports.freeBase(16);

        assertThat(IntStream.range(base, base + 16)).allMatch(Ports::isFree);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void knows_who_listens() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(PortHolder.of(socket.getLocalPort())).hasValue(ProcessHandle.current());
        }
    }
}
