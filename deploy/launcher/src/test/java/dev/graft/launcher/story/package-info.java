/** Stories of batches, told by events that the tests write on a real broker. */
@NullMarked
package dev.graft.launcher.story;

import org.jspecify.annotations.NullMarked;
