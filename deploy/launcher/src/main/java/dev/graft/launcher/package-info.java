/** The {@code graft} command: one program for everything that a person does with a mesh on one machine. */
@NullMarked
package dev.graft.launcher;

import org.jspecify.annotations.NullMarked;
