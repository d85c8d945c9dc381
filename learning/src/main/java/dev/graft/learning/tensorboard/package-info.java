/**
 * How a run goes, as event files that TensorBoard opens: {@code tensorboard --logdir FOLDER}. Written without TensorFlow.
 */
@NullMarked
package dev.graft.learning.tensorboard;

import org.jspecify.annotations.NullMarked;
