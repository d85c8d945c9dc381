/** Labels as objects in the store. */
@NullMarked
package dev.graft.registry.label.storage;

import org.jspecify.annotations.NullMarked;
