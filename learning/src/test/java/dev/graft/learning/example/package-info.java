/** The programs that the module's README shows, compiled and run. */
@NullMarked
package dev.graft.learning.example;

import org.jspecify.annotations.NullMarked;
