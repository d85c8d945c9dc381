/** Whether what models are asked is still like the rows that they were judged on. */
@NullMarked
package dev.graft.predictor.serving.drift;

import org.jspecify.annotations.NullMarked;
