/** Keeps the index up to date with what other processes do. */
@NullMarked
package dev.graft.registry.search.messaging;

import org.jspecify.annotations.NullMarked;
