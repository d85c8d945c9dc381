/**
 * The steps of the mesh as OpenLineage run events: a view of the mesh's own events, made nowhere else, so that no service
 * writes two truths.
 */
@NullMarked
package dev.graft.registry.openlineage;

import org.jspecify.annotations.NullMarked;
