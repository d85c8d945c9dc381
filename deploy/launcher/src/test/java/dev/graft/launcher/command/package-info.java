/** What a person gives a command, and what it prints. */
@NullMarked
package dev.graft.launcher.command;

import org.jspecify.annotations.NullMarked;
