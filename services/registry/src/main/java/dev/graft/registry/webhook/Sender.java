package dev.graft.registry.webhook;

import java.util.Map;

/** Sends a request to a webhook and waits for the answer, within a bound. Follows no redirect. */
public interface Sender {

    Answer post(String url, Map<String, String> headers, String body);

    /**
     * What came back.
     *
     * @param status of HTTP; 0: no answer came
     * @param body the first part of the answer's body, or why none came
     */
    record Answer(int status, String body) {
        boolean isTaken() {
            return status >= 200 && status < 300;
        }

        /** Whether the receiver is there and will not take this one. */
        boolean isTurnedDown() {
            return status >= 300 && status < 500 && status != 408 && status != 429;
        }

        String words() {
            return status == 0 ? body : "HTTP " + status;
        }
    }
}
