/** Which models there are, with their versions and moves. */
@NullMarked
package dev.graft.registry.catalogue;

import org.jspecify.annotations.NullMarked;
