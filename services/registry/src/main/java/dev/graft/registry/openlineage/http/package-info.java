/** OpenLineage's HTTP transport: events to Marquez and whatever else speaks its interface. */
@NullMarked
package dev.graft.registry.openlineage.http;

import org.jspecify.annotations.NullMarked;
