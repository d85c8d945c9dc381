/** Tasks over REST. */
@NullMarked
package dev.graft.dataprep.task.http;

import org.jspecify.annotations.NullMarked;
