/** data-prep in memory: a store that keeps conditions and can fail, and a process over it that can be killed. */
package dev.graft.dataprep.testing;
