/** One record per event: facts in the past tense, requests that end in {@code Requested}. */
@NullMarked
package dev.graft.contracts.event;

import org.jspecify.annotations.NullMarked;
