/** Verdicts and evaluations for people, over REST. */
@NullMarked
package dev.graft.evaluator.comparison.http;

import org.jspecify.annotations.NullMarked;
