/** The environment check over REST and in the health of the service. */
@NullMarked
package dev.graft.trainer.environment.http;

import org.jspecify.annotations.NullMarked;
