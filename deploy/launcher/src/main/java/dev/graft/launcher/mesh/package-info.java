/** One mesh on one machine: its services and ports, its folder, its credentials, and the mesh as tests drive it. */
@NullMarked
package dev.graft.launcher.mesh;

import org.jspecify.annotations.NullMarked;
