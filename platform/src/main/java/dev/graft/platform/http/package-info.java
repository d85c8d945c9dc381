/** The uniform edge of every REST interface: who may call it, the trail of who changed what, and problem details. */
@NullMarked
package dev.graft.platform.http;

import org.jspecify.annotations.NullMarked;
