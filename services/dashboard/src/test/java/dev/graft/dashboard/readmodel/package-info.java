/** What events in any order and number amount to. */
@NullMarked
package dev.graft.dashboard.readmodel;

import org.jspecify.annotations.NullMarked;
