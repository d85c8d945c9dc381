/** The way to the receivers of webhooks. */
@NullMarked
package dev.graft.registry.webhook.http;

import org.jspecify.annotations.NullMarked;
