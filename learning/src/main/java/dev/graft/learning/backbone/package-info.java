/** Pre-trained encoders: where their files come from and the network that runs them. */
@NullMarked
package dev.graft.learning.backbone;

import org.jspecify.annotations.NullMarked;
