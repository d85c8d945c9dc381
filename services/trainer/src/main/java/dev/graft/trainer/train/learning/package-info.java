/** The learning library behind the trainer's port: devices, backbones, checkpoints in the object store. */
@NullMarked
package dev.graft.trainer.train.learning;

import org.jspecify.annotations.NullMarked;
