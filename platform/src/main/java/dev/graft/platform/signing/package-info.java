/** Signatures of model folders in the form of OpenSSF model signing 1.0, with keys on elliptic curves. */
@NullMarked
package dev.graft.platform.signing;

import org.jspecify.annotations.NullMarked;
