/** Tasks: what is declared, checked, numbered and in force. */
@NullMarked
package dev.graft.dataprep.task;

import org.jspecify.annotations.NullMarked;
