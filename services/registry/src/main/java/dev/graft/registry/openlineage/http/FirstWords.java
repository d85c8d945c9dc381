package dev.graft.registry.openlineage.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** The first bytes of an answer, as text for a person; the rest is not read, however long it is. */
final class FirstWords implements BodySubscriber<String> {
    private static final int MAX_BYTES = 300;

    private final CompletableFuture<String> words = new CompletableFuture<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private @Nullable Subscription subscription;

    @Override
    public CompletionStage<String> getBody() {
        return words;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] next = new byte[Math.min(buffer.remaining(), MAX_BYTES - kept.size())];
            buffer.get(next);
            kept.writeBytes(next);
        }
        if (kept.size() == MAX_BYTES && subscription != null) {
            subscription.cancel();
            onComplete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        words.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        words.complete(kept.toString(StandardCharsets.UTF_8));
    }
}
