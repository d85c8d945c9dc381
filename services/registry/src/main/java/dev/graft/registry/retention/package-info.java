/** What the registry does not keep: files of runs that nothing needs any more, found by rules and deleted behind a mark. */
@NullMarked
package dev.graft.registry.retention;

import org.jspecify.annotations.NullMarked;
