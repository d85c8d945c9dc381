/** Tasks that are declared by event. */
@NullMarked
package dev.graft.dataprep.task.messaging;

import org.jspecify.annotations.NullMarked;
