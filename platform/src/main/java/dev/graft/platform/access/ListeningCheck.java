package dev.graft.platform.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Whether a service may start at all with what it was configured with. */
public final class ListeningCheck {
    private final AccessConfig config;
    private final Access access;

    public ListeningCheck(AccessConfig config, Access access) {
        this.config = config;
        this.access = access;
    }

    /** What speaks against listening at a host, and how to mend it; empty: nothing does. */
    public Optional<String> objection(String host) {
        if (!access.isOpen() || config.open() || isLoopback(host)) {
            return Optional.empty();
        }
        return Optional.of(
                "This service would listen at " + host + ", where others can reach it, and everybody could do"
                        + " everything. Give out credentials (GRAFT_API_TOKEN, or graft.api.tokens.<name>.role and .token-file, or an"
                        + " OIDC issuer with quarkus.oidc.tenant-enabled=true), or say with GRAFT_API_ANONYMOUS what callers without"
                        + " any may do, or say with GRAFT_API_OPEN=true that it is meant so, or listen on loopback"
                        + " (QUARKUS_HTTP_HOST=127.0.0.1)");
    }

    private static boolean isLoopback(String host) {
        try {
            return !host.isBlank() && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
