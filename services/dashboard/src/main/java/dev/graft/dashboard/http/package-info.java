/** The read model over REST and server-sent events. */
@NullMarked
package dev.graft.dashboard.http;

import org.jspecify.annotations.NullMarked;
