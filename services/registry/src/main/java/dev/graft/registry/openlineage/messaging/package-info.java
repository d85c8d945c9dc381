/** The events of the mesh come in, and go out as OpenLineage events: on a topic, and from there to a receiver. */
@NullMarked
package dev.graft.registry.openlineage.messaging;

import org.jspecify.annotations.NullMarked;
