/** What the gate's resampling costs, beside NumPy and SciPy on the same answers. */
@NullMarked
package dev.graft.benchmarks.gate;

import org.jspecify.annotations.NullMarked;
