/** The garbage collection over REST. */
@NullMarked
package dev.graft.registry.retention.http;

import org.jspecify.annotations.NullMarked;
