@NullMarked
package dev.graft.registry.change;

import org.jspecify.annotations.NullMarked;
