/**
 * Which backbone suits a task, found out before any transfer: how well a linear probe learns the task's own training rows
 * from each candidate's frozen features, beside what needs no backbone at all.
 */
@NullMarked
package dev.graft.learning.check;

import org.jspecify.annotations.NullMarked;
