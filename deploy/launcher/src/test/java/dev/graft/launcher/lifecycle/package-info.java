/** Meshes of trivial services: brought up, killed at any moment, brought up again, taken down. */
@NullMarked
package dev.graft.launcher.lifecycle;

import org.jspecify.annotations.NullMarked;
