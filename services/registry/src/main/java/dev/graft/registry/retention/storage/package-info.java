/** Claims on versions, and the files of runs, as objects in the store. */
@NullMarked
package dev.graft.registry.retention.storage;

import org.jspecify.annotations.NullMarked;
