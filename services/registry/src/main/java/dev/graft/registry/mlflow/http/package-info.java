/** The REST interface of MLflow's model registry and of its artifact proxy. */
@NullMarked
package dev.graft.registry.mlflow.http;

import org.jspecify.annotations.NullMarked;
