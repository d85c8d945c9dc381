/** The topic of models' states: written after each change, read at start and followed. */
@NullMarked
package dev.graft.registry.change.messaging;

import org.jspecify.annotations.NullMarked;
