/** Deciding what is live: verdicts become versions and moves, people roll back or overrule. */
@NullMarked
package dev.graft.registry.promotion;

import org.jspecify.annotations.NullMarked;
