/** Events passed on at the moment they happen, to whoever listens. */
@NullMarked
package dev.graft.dashboard.live;

import org.jspecify.annotations.NullMarked;
