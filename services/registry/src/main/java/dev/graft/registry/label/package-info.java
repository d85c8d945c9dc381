/** What people write on models and versions: descriptions, tags, stages, and marks of deletion. */
@NullMarked
package dev.graft.registry.label;

import org.jspecify.annotations.NullMarked;
