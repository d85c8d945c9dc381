/** A batch's way through the mesh as a person follows it: each event a line, each epoch a bar. */
@NullMarked
package dev.graft.launcher.story;

import org.jspecify.annotations.NullMarked;
