/** The whole registry: over the real broker and store, and what its classes may know. */
package dev.graft.registry;
