/** Model folders between disk and object store, and which version is live. */
@NullMarked
package dev.graft.platform.model;

import org.jspecify.annotations.NullMarked;
