/** Steps that are done once: the manifest of a step's output holds the event that announces it. */
@NullMarked
package dev.graft.platform.step;

import org.jspecify.annotations.NullMarked;
