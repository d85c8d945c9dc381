/** The whole mesh, in real processes over a real broker and a real object store, in fair weather and foul. */
package dev.graft.mesh;
