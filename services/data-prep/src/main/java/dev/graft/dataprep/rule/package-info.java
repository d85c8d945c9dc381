/** What a single row must be: a list of named rules, the identity of its text, and the split that it belongs to. */
@NullMarked
package dev.graft.dataprep.rule;

import org.jspecify.annotations.NullMarked;
