/** The numbered versions of a model: each one a claim by one run, with one verdict. */
@NullMarked
package dev.graft.registry.version;

import org.jspecify.annotations.NullMarked;
