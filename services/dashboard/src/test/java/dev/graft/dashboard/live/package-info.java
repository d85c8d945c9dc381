/** What listeners get, and what they get again. */
@NullMarked
package dev.graft.dashboard.live;

import org.jspecify.annotations.NullMarked;
