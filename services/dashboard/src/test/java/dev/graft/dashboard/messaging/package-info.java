/** The way from a real broker into the read model. */
@NullMarked
package dev.graft.dashboard.messaging;

import org.jspecify.annotations.NullMarked;
