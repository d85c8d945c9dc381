/** Pre-trained convolutional networks on photos of ants and bees: what they know before any transfer, and after one. */
@NullMarked
package dev.graft.benchmarks.images;

import org.jspecify.annotations.NullMarked;
