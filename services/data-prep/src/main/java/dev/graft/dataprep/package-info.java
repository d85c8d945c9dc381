/** data-prep: decides whether a batch is fit to learn from, and keeps each task's data set. Here it is put together. */
@NullMarked
package dev.graft.dataprep;

import org.jspecify.annotations.NullMarked;
