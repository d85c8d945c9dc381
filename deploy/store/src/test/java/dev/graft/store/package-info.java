/** The store as its clients see it: a child process, the real protocol, the MinIO client. */
@NullMarked
package dev.graft.store;

import org.jspecify.annotations.NullMarked;
