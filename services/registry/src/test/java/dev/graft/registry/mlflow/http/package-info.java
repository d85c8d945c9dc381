/** MLflow's interface over HTTP, with its own client where it can be had. */
package dev.graft.registry.mlflow.http;
