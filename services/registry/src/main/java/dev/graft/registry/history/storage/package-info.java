/** History and aliases as objects in the store. */
@NullMarked
package dev.graft.registry.history.storage;

import org.jspecify.annotations.NullMarked;
