/** The object store behind a port: conditional writes, checksums, bounded reads. */
@NullMarked
package dev.graft.platform.store;

import org.jspecify.annotations.NullMarked;
