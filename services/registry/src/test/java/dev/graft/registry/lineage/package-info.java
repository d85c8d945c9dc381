/** The answer to why. */
package dev.graft.registry.lineage;
