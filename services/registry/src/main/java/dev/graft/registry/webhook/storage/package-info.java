/** Webhooks, their outbox and what they know, as objects in the store. */
@NullMarked
package dev.graft.registry.webhook.storage;

import org.jspecify.annotations.NullMarked;
