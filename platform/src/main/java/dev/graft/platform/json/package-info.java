/** The one way in which the mesh reads and writes JSON. */
@NullMarked
package dev.graft.platform.json;

import org.jspecify.annotations.NullMarked;
