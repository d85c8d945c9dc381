/** The documents of the mesh as they lie in the store. */
@NullMarked
package dev.graft.registry.lineage.storage;

import org.jspecify.annotations.NullMarked;
