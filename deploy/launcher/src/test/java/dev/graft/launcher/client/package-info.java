/** What the launcher sends and reads, byte by byte. */
@NullMarked
package dev.graft.launcher.client;

import org.jspecify.annotations.NullMarked;
