/** The commands of {@code graft}: what they ask of the person, the use case that they call, what they print. */
@NullMarked
package dev.graft.launcher.command;

import org.jspecify.annotations.NullMarked;
