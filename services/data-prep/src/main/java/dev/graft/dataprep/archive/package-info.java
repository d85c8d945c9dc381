/**
 * Packed files of images as labelled images, one after the other. Nothing is ever unpacked to a path that an archive
 * names: names are labels, and an entry's bytes are read into memory within bounds that count what really comes out.
 */
@NullMarked
package dev.graft.dataprep.archive;

import org.jspecify.annotations.NullMarked;
