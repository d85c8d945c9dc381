/** The predictor's gRPC interface, on the port of its REST interface. */
@NullMarked
package dev.graft.predictor.serving.grpc;

import org.jspecify.annotations.NullMarked;
