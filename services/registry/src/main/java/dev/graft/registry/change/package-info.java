/** Changes of models, from the mark that one is about to be made until the model's new state is on its topic. */
@NullMarked
package dev.graft.registry.change;

import org.jspecify.annotations.NullMarked;
