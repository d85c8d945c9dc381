/** What writers that race on an alias saw, and whether one order of all their operations explains it. */
@NullMarked
package dev.graft.mesh.race;

import org.jspecify.annotations.NullMarked;
