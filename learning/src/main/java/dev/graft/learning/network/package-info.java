/** Small networks on features, trained by the engine: named weights with Adam's moments. */
@NullMarked
package dev.graft.learning.network;

import org.jspecify.annotations.NullMarked;
