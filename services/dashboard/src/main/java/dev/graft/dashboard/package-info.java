/** The dashboard: a read model over every event of the mesh, shown over REST, as a live stream and as a page. */
@NullMarked
package dev.graft.dashboard;

import org.jspecify.annotations.NullMarked;
