/** As many rows of one class as of another: rows taken again, left out, or made. */
@NullMarked
package dev.graft.learning.sampling;

import org.jspecify.annotations.NullMarked;
