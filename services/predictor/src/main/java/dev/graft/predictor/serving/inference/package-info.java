/** The Open Inference Protocol, version 2, whatever it is spoken over: tensors in, tensors out, and what models say of themselves. */
@NullMarked
package dev.graft.predictor.serving.inference;

import org.jspecify.annotations.NullMarked;
