/** The decisions about a challenger, as pure functions: is it better than the champion, and can it still become so. */
@NullMarked
package dev.graft.learning.gate;

import org.jspecify.annotations.NullMarked;
