/** A real Apache Kafka broker of one node in a JVM of its own: the mesh's log on a machine without Docker. */
@NullMarked
package dev.graft.broker;

import org.jspecify.annotations.NullMarked;
