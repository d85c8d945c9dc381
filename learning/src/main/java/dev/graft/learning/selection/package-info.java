/**
 * Which of several sources or backbones suits a task, guessed in closed form from one pass over the task's labelled rows, without
 * learning from them.
 */
@NullMarked
package dev.graft.learning.selection;

import org.jspecify.annotations.NullMarked;
