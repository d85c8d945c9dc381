/** A trained classifier as a folder in Hugging Face layout. */
@NullMarked
package dev.graft.learning.model;

import org.jspecify.annotations.NullMarked;
