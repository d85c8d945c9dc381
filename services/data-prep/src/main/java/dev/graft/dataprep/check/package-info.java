/**
 * What a batch's new rows say beside the others, before anything learns from them: labels that are probably wrong, and
 * whether the batch is like the data set that it joins.
 */
@NullMarked
package dev.graft.dataprep.check;

import org.jspecify.annotations.NullMarked;
