package dev.graft.platform.store;

import dev.graft.platform.trace.Spans;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Response;

/** The span of a call to the object store, where a step that is traced makes it. That something is not there is no error. */
final class StoreSpan extends EventListener {
    private static final int SERVER_ERRORS = 500;

    private final Span span;

    private StoreSpan(Span span) {
        this.span = span;
    }

    static EventListener of(Call call) {
        if (!Span.current().isRecording()) {
            return EventListener.NONE;
        }
        String method = call.request().method();
        HttpUrl url = call.request().url();
        return new StoreSpan(Spans.named(method)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("http.request.method", method)
                .setAttribute("server.address", url.host())
                .setAttribute("server.port", url.port())
                .setAttribute("url.full", url.toString())
                .startSpan());
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        span.setAttribute("http.response.status_code", response.code());
        if (response.code() >= SERVER_ERRORS) {
            span.setStatus(StatusCode.ERROR);
        }
    }

    @Override
    public void callEnd(Call call) {
        span.end();
    }

    @Override
    public void callFailed(Call call, IOException failure) {
        span.recordException(failure).setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
        span.end();
    }
}
