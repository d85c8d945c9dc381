package dev.graft.registry.webhook;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Signs a delivery as MLflow does, and sends it. */
final class SendDelivery {
    private final Sender sender;
    private final Optional<Seal> seal;
    private final Clock clock;

    SendDelivery(Sender sender, Optional<Seal> seal, Clock clock) {
        this.sender = sender;
        this.seal = seal;
        this.clock = clock;
    }

    /** @throws IllegalStateException when the webhook has a secret that cannot be read here */
    Sender.Answer send(Webhook webhook, String id, String body) {
        long seconds = clock.instant().getEpochSecond();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-MLflow-Delivery-Id", id);
        headers.put("X-MLflow-Timestamp", Long.toString(seconds));
        if (webhook.sealedSecret() != null) {
            String secret = seal.orElseThrow(() -> new IllegalStateException("the webhook '" + webhook.name()
                            + "' has a secret, and the registry was started without the key that unseals it"
                            + " (graft.webhooks.secret-key)"))
                    .open(webhook.id(), webhook.sealedSecret());
            headers.put("X-MLflow-Signature", Signature.of(secret, id, seconds, body));
        }
        return sender.post(webhook.url(), headers, body);
    }
}
