/** From the bytes of a picture to a network's input: decoding, pre-processing, and augmentation of training rows. */
@NullMarked
package dev.graft.learning.image;

import org.jspecify.annotations.NullMarked;
