/** Who may do what over REST: roles, the credentials that give them, and the trail of who did what. */
@NullMarked
package dev.graft.platform.access;

import org.jspecify.annotations.NullMarked;
