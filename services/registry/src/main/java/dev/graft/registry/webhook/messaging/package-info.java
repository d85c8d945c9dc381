/** What sets webhooks going: the topic of models' states, and time. */
@NullMarked
package dev.graft.registry.webhook.messaging;

import org.jspecify.annotations.NullMarked;
