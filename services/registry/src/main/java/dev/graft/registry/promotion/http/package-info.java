/** Rollback and promotion on a person's request. */
@NullMarked
package dev.graft.registry.promotion.http;

import org.jspecify.annotations.NullMarked;
