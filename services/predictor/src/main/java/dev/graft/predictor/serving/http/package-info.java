/** The predictor's REST interface. */
@NullMarked
package dev.graft.predictor.serving.http;

import org.jspecify.annotations.NullMarked;
