/** What a person sees: lines that change in place on a terminal, plain lines everywhere else. */
@NullMarked
package dev.graft.launcher.terminal;

import org.jspecify.annotations.NullMarked;
