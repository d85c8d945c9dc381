/** The books of each model, kept in memory: its versions and its moves, as far as they have been read. */
@NullMarked
package dev.graft.registry.book;

import org.jspecify.annotations.NullMarked;
