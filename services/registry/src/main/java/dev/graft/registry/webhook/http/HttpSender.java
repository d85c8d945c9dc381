package dev.graft.registry.webhook.http;

import dev.graft.registry.webhook.Sender;
import dev.graft.registry.webhook.Targets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.Dns;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jboss.logging.Logger;

/**
 * {@link Sender} over HTTP. The address of each connection is looked at before anything is sent over it, so that a name
 * which leads elsewhere the second time leads nowhere. Uses no proxy, which would hide the address. Thread-safe.
 */
public final class HttpSender implements Sender {
    private static final Logger LOG = Logger.getLogger(HttpSender.class);
    private static final MediaType JSON = MediaType.get("application/json");
    private static final int MAX_ANSWER_BYTES = 4 << 10;

    private final OkHttpClient client;

    /** @param patience for the whole call */
    public HttpSender(Targets targets, Duration patience) {
        client = new OkHttpClient.Builder()
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .callTimeout(patience)
                .dns(host -> allowed(targets, host))
                .addNetworkInterceptor(chain -> overAllowed(targets, chain))
                .build();
    }

    private static List<InetAddress> allowed(Targets targets, String host) throws UnknownHostException {
        List<InetAddress> addresses =
                Dns.SYSTEM.lookup(host).stream().filter(targets::allows).toList();
        if (addresses.isEmpty()) {
            throw new UnknownHostException(
                    "the host " + host + " has no public address; graft.webhooks.private-addresses allows others");
        }
        return addresses;
    }

    /** A host that is written as an address is not looked up. */
    private static Response overAllowed(Targets targets, Interceptor.Chain chain) throws IOException {
        var connection = chain.connection();
        if (connection == null || !targets.allows(connection.socket().getInetAddress())) {
            throw new IOException("the address is not public; graft.webhooks.private-addresses allows others");
        }
        return chain.proceed(chain.request());
    }

    @Override
    public Answer post(String url, Map<String, String> headers, String body) {
        try {
            Request request = new Request.Builder()
                    .url(url)
                    .headers(Headers.of(headers))
                    .header("User-Agent", "graft")
                    .post(RequestBody.create(body.getBytes(java.nio.charset.StandardCharsets.UTF_8), JSON))
                    .build();
            try (Response response = client.newCall(request).execute()) {
                return new Answer(
                        response.code(), response.peekBody(MAX_ANSWER_BYTES).string());
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.debugf(e, "no answer from a webhook");
            return new Answer(0, "no answer: " + e.getMessage());
        }
    }
}
