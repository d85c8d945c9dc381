/** Parts of the rows on which a model is weak, found by a search instead of named by a person. */
@NullMarked
package dev.graft.learning.slices;

import org.jspecify.annotations.NullMarked;
