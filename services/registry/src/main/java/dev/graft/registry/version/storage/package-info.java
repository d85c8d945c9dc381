/** Versions and their decisions as objects in the store. */
@NullMarked
package dev.graft.registry.version.storage;

import org.jspecify.annotations.NullMarked;
