/** What the registry hears and announces, and what it mends at start. */
@NullMarked
package dev.graft.registry.promotion.messaging;

import org.jspecify.annotations.NullMarked;
