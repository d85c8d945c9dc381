/** The sending again of what a dead letter holds, once whoever could not read it has been mended. */
@NullMarked
package dev.graft.dashboard.replay;

import org.jspecify.annotations.NullMarked;
