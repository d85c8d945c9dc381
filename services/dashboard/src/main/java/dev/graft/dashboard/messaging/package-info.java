/** The way from Kafka into the read model: every topic from its beginning, at each start. */
@NullMarked
package dev.graft.dashboard.messaging;

import org.jspecify.annotations.NullMarked;
