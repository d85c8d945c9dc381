/**
 * Domain adaptation on features: a classifier for rows of a target domain, of which no label is known, learnt from labelled
 * rows of a source. A {@link dev.graft.learning.adaptation.DomainPair} has no place for a target's labels, so nothing here
 * can read one.
 */
@NullMarked
package dev.graft.learning.adaptation;

import org.jspecify.annotations.NullMarked;
