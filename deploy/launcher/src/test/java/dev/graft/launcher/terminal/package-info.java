/** What is printed, character by character. */
@NullMarked
package dev.graft.launcher.terminal;

import org.jspecify.annotations.NullMarked;
