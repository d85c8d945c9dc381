/** Models and snapshots from the object store, kept on disk by their checksums. */
@NullMarked
package dev.graft.evaluator.answering.storage;

import org.jspecify.annotations.NullMarked;
