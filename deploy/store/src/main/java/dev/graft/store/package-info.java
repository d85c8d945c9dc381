/** A real S3 server over a folder in a JVM of its own: the mesh's object store on a machine without Docker. */
@NullMarked
package dev.graft.store;

import org.jspecify.annotations.NullMarked;
