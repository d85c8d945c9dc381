/** Random changes of training texts that seldom change what they mean. */
@NullMarked
package dev.graft.learning.text.augment;

import org.jspecify.annotations.NullMarked;
