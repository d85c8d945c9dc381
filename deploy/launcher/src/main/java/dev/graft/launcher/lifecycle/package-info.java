/** A mesh brought up, looked at and taken down on one machine, whatever an earlier launcher left behind. */
@NullMarked
package dev.graft.launcher.lifecycle;

import org.jspecify.annotations.NullMarked;
