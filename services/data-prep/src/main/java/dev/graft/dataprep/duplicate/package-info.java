/**
 * Near-duplicates: texts that differ in a word, a typo or punctuation, found across batches and splits by sketches of
 * fixed size. A row that is near to one that was added before follows it into that one's split, so that no model is
 * tested on what it has learnt. In a chain A, B, C, where C is near to B only, C follows the split stored with B, which
 * is A's.
 *
 * <p>Nothing here decides: {@link NearDuplicates} names the earliest near row with its split and label. Sketches are not
 * stored: an index is rebuilt from the texts of the shards.
 */
@NullMarked
package dev.graft.dataprep.duplicate;

import org.jspecify.annotations.NullMarked;
