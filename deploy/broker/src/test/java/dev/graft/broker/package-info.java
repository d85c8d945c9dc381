/** The broker as its clients see it: a child process, the real protocol, the plain Kafka client. */
@NullMarked
package dev.graft.broker;

import org.jspecify.annotations.NullMarked;
