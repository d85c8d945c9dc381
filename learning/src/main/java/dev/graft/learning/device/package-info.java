/** Which device computes, how many threads it uses, and what the machine has to say about both. */
@NullMarked
package dev.graft.learning.device;

import org.jspecify.annotations.NullMarked;
