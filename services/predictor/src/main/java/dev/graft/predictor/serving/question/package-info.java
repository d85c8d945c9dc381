/** What a request asks, whatever it came by: which inputs it holds, and how many and how large they may be. */
@NullMarked
package dev.graft.predictor.serving.question;

import org.jspecify.annotations.NullMarked;
