/** The dashboard over a real broker, and the rules that its packages keep. */
@NullMarked
package dev.graft.dashboard;

import org.jspecify.annotations.NullMarked;
