/** A version's lineage, and the answer to why, over REST. */
@NullMarked
package dev.graft.registry.lineage.http;

import org.jspecify.annotations.NullMarked;
