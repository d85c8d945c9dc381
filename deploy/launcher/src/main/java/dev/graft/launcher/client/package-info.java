/** The mesh as a client uses it: its object store, its topics, its REST interfaces. */
@NullMarked
package dev.graft.launcher.client;

import org.jspecify.annotations.NullMarked;
