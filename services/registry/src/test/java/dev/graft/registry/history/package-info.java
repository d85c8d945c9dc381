/** The line of champions. */
package dev.graft.registry.history;
