/** MLflow's calls over the registry's own use cases. */
package dev.graft.registry.mlflow;
