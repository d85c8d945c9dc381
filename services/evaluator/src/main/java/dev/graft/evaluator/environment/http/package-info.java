/** The machine's environment over REST and in the health report. */
@NullMarked
package dev.graft.evaluator.environment.http;

import org.jspecify.annotations.NullMarked;
