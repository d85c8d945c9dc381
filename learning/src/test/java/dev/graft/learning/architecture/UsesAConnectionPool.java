package dev.graft.learning.architecture;

import java.net.http.HttpClient;

/** Breaks the rule that the library speaks to no network, to prove that the rule can fail. */
public final class UsesAConnectionPool {

    private UsesAConnectionPool() {}

    public static HttpClient client() {
        return HttpClient.newHttpClient();
    }
}
