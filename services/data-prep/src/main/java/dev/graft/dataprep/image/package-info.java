/**
 * What a single image must be, and which images are near to each other: one picture saved twice, made smaller, brighter or
 * cut at its edges stays in one split, so that no model is tested on what it has learnt.
 */
@NullMarked
package dev.graft.dataprep.image;

import org.jspecify.annotations.NullMarked;
