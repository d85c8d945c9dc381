/** Plans, folders and credentials of a mesh, and a mesh of a real broker and a real store. */
@NullMarked
package dev.graft.launcher.mesh;

import org.jspecify.annotations.NullMarked;
