/** Process handling, tried on trivial child JVMs. */
@NullMarked
package dev.graft.launcher.process;

import org.jspecify.annotations.NullMarked;
