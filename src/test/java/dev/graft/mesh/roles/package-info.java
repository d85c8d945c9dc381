/** Which role each call of each service needs, as the compiled services have it. */
@NullMarked
package dev.graft.mesh.roles;

import org.jspecify.annotations.NullMarked;
