/** The page as people see it: driven in a real browser, over a real broker, with services beside it that answer from files. */
@NullMarked
package dev.graft.dashboard.page;

import org.jspecify.annotations.NullMarked;
