/** The uniform edge of every REST interface: problem details and the write token. */
@NullMarked
package dev.graft.platform.http;

import org.jspecify.annotations.NullMarked;
