/** A task: what is to be learnt, how, when, and by which gate a challenger becomes champion. */
@NullMarked
package dev.graft.contracts.task;

import org.jspecify.annotations.NullMarked;
