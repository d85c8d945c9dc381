/** The predictor: answers requests with the champion. */
@NullMarked
package dev.graft.predictor;

import org.jspecify.annotations.NullMarked;
