/** Models and versions with everything that is known of them, and the finding of those that match a filter. */
@NullMarked
package dev.graft.registry.search;

import org.jspecify.annotations.NullMarked;
