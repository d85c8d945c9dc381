/** The public contracts of the mesh: events, their topics, and where the object store keeps what. */
@NullMarked
package dev.graft.contracts;

import org.jspecify.annotations.NullMarked;
