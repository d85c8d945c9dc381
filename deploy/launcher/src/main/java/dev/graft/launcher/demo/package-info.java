/** The story that Graft tells on a fresh machine: real text, real training, each claim checked as it is made. */
@NullMarked
package dev.graft.launcher.demo;

import org.jspecify.annotations.NullMarked;
