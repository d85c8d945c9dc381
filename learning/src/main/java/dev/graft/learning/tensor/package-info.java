/** Named float32 tensors on the host and on a device, and the safetensors file format between them. */
@NullMarked
package dev.graft.learning.tensor;

import org.jspecify.annotations.NullMarked;
