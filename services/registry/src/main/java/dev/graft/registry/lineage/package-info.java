/** Where a version comes from and why it is live, or is not: everything from the batches to the verdict. */
@NullMarked
package dev.graft.registry.lineage;

import org.jspecify.annotations.NullMarked;
