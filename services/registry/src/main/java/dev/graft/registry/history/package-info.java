/** The numbered moves of a model's aliases: what is live, what was, and where a rollback leads. */
@NullMarked
package dev.graft.registry.history;

import org.jspecify.annotations.NullMarked;
