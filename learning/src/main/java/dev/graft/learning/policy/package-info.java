/**
 * Transfer in reinforcement learning: policies learnt by acting, students that imitate them, and the same task under other
 * physics.
 */
@NullMarked
package dev.graft.learning.policy;

import org.jspecify.annotations.NullMarked;
