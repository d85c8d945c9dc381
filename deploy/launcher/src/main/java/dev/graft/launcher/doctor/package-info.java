/** The check of a machine and a mesh: what is as it should be, what is not, and what to do about it. */
@NullMarked
package dev.graft.launcher.doctor;

import org.jspecify.annotations.NullMarked;
