/** The registry: it alone decides what is live. */
@NullMarked
package dev.graft.registry;

import org.jspecify.annotations.NullMarked;
