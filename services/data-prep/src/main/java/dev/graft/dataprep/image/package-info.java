/**
 * Images of a batch one by one: where they come from, what a single one must be, and which are near to each other. One
 * picture saved twice, made smaller, brighter or cut at its edges is to stay in one split, so that no model is tested on
 * what it has learnt.
 */
@NullMarked
package dev.graft.dataprep.image;

import org.jspecify.annotations.NullMarked;
