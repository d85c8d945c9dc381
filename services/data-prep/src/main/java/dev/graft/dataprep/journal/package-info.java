/**
 * The order in which a task's data set grows: a journal of numbered objects, each claimed once, that is also the list of
 * what has to be announced.
 */
@NullMarked
package dev.graft.dataprep.journal;

import org.jspecify.annotations.NullMarked;
