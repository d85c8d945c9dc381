/** The documents that services leave in the object store for each other. */
@NullMarked
package dev.graft.contracts.document;

import org.jspecify.annotations.NullMarked;
