/**
 * Whether a batch comes from the distribution of the data that it is to join, and how far two domains lie apart: tests
 * that state their chance of a false alarm, distances beside what chance alone gives, and sentences that say what changed.
 */
@NullMarked
package dev.graft.learning.drift;

import org.jspecify.annotations.NullMarked;
