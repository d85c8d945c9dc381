/** Events in and out: CloudEvents over Kafka, retries with a bound, dead letters with a reason. */
@NullMarked
package dev.graft.platform.event;

import org.jspecify.annotations.NullMarked;
