/** Who may do what at the registry, over REST and MLflow, with tokens of a configuration and of an issuer. */
package dev.graft.registry.access;
