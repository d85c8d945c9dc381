package dev.graft.registry.access;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.graft.platform.json.Json;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** An OIDC issuer on loopback: its discovery document and its public key, and nothing else of one. */
public final class LocalIssuer implements QuarkusTestResourceLifecycleManager {
    static final String URL = "test.issuer.url";
    static final String PRIVATE_KEY = "test.issuer.private-key";
    static final String KEY_ID = "of-this-test";

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        KeyPair pair = IssuedTokens.newKeys();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/mesh";
        serve("/mesh/.well-known/openid-configuration", discovery(url));
        serve("/mesh/keys", keys((RSAPublicKey) pair.getPublic()));
        server.start();
        return Map.of(
                "quarkus.oidc.tenant-enabled",
                "true",
                "quarkus.oidc.auth-server-url",
                url,
                "quarkus.oidc.token.audience",
                IssuedTokens.AUDIENCE,
                URL,
                url,
                PRIVATE_KEY,
                Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
    }

    private static Map<String, Object> discovery(String url) {
        return Map.of(
                "issuer",
                url,
                "jwks_uri",
                url + "/keys",
                "authorization_endpoint",
                url + "/authorize",
                "token_endpoint",
                url + "/token",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256"));
    }

    private static Map<String, Object> keys(RSAPublicKey key) {
        return Map.of(
                "keys",
                List.of(Map.of(
                        "kty",
                        "RSA",
                        "kid",
                        KEY_ID,
                        "use",
                        "sig",
                        "alg",
                        "RS256",
                        "n",
                        base64(key.getModulus()),
                        "e",
                        base64(key.getPublicExponent()))));
    }

    private static String base64(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(bytes, from, bytes.length));
    }

    private void serve(String path, Map<String, Object> document) {
        server.createContext(path, exchange -> answer(exchange, Json.bytes(document)));
    }

    private static void answer(HttpExchange exchange, byte[] json) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, json.length);
            exchange.getResponseBody().write(json);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
