/** Networks as ONNX files: a graph under construction, and the file that it becomes. */
@NullMarked
package dev.graft.learning.onnx;

import org.jspecify.annotations.NullMarked;
