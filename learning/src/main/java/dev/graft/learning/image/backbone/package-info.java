/** Convolutional networks as stages over named weights, and the files that such weights come in. */
@NullMarked
package dev.graft.learning.image.backbone;

import org.jspecify.annotations.NullMarked;
