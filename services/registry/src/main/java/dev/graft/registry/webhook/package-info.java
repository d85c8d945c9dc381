/** Webhooks as MLflow has them, told from an outbox in the store. */
@NullMarked
package dev.graft.registry.webhook;

import org.jspecify.annotations.NullMarked;
