/** What is told of the mesh in OpenLineage, and that it is what OpenLineage's schemas ask for. */
package dev.graft.registry.openlineage;
