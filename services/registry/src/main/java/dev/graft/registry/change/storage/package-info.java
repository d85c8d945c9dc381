/** Where the marks lie. */
@NullMarked
package dev.graft.registry.change.storage;

import org.jspecify.annotations.NullMarked;
