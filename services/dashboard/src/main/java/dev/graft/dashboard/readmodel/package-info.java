/**
 * Facts kept by what they are about, and stories told from them. Facts are sets, so events of different topics may
 * arrive in any order; everything with an order in it (a state, a champion) is worked out when somebody asks.
 */
@NullMarked
package dev.graft.dashboard.readmodel;

import org.jspecify.annotations.NullMarked;
