/** Answering with the champion, and changing champions while requests are in flight. */
@NullMarked
package dev.graft.predictor.serving;

import org.jspecify.annotations.NullMarked;
