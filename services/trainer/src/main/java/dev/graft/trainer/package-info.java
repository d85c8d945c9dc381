/** The service that turns a data-set snapshot into a challenger. */
@NullMarked
package dev.graft.trainer;

import org.jspecify.annotations.NullMarked;
