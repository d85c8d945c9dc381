/** The events of a mesh at work, made up for tests: as the services would send them. */
@NullMarked
package dev.graft.dashboard.story;

import org.jspecify.annotations.NullMarked;
