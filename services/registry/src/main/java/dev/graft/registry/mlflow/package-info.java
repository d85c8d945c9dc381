/** What MLflow's clients may ask of the registry, in terms of the registry's own use cases. */
@NullMarked
package dev.graft.registry.mlflow;

import org.jspecify.annotations.NullMarked;
