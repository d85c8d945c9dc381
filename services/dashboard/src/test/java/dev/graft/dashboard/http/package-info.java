/** The dashboard as its clients see it. */
@NullMarked
package dev.graft.dashboard.http;

import org.jspecify.annotations.NullMarked;
