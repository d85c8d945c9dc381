/** What people write, under races. */
package dev.graft.registry.label;
