/** Runs over REST. */
@NullMarked
package dev.graft.trainer.view.http;

import org.jspecify.annotations.NullMarked;
