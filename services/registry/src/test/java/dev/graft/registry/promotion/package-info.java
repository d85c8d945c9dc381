/** What becomes of challengers, in one process, in two, and with a crash anywhere. */
package dev.graft.registry.promotion;
