/** The garbage collection by the clock. */
@NullMarked
package dev.graft.registry.retention.messaging;

import org.jspecify.annotations.NullMarked;
