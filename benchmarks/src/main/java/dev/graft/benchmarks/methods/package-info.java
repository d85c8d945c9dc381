/** Transfer methods on features, each on the data of its published figure, beside the reference in Python. */
@NullMarked
package dev.graft.benchmarks.methods;

import org.jspecify.annotations.NullMarked;
