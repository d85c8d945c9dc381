package dev.graft.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Whom webhooks may tell, and for how long they try. */
@ConfigMapping(prefix = "graft.webhooks")
public interface WebhookConfig {
    /** What seals the secrets of webhooks in the store: 32 bytes in Base64. Absent: webhooks have no secrets. */
    Optional<String> secretKey();

    /** What a webhook's URL may begin with: {@code https}, {@code http}. */
    @WithDefault("https")
    Set<String> schemes();

    /** Whether a webhook may lead to an address that is not public, such as one of the same network. */
    @WithDefault("false")
    boolean privateAddresses();

    /** How long to wait for a receiver, at most one minute. */
    @WithDefault("10s")
    Duration timeout();

    /** How long a delivery is tried before it is put aside. */
    @WithDefault("3d")
    Duration giveUpAfter();

    /** How often to look for deliveries that are left. */
    @WithDefault("5s")
    Duration every();
}
